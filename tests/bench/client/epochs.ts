import { newAgreementKey, openWrap } from '#crypto';
import { toBase64url } from '#primitives';
import { apply, type Change, parseRosterStatement, propose, type Roster, verifyWrap, wrapLeaf } from '#roster';
import { leafHash, MerkleTree } from '#tlog';
import { compose, type Composed, type Composing } from '../driver/compose.js';
import { type EnrolledDevice, enrol } from '../driver/enrolment.js';
import { composeOpening, groupKind, memberAdded } from '../driver/opening.js';
import { LocalDirectory, LocalNetwork } from './local-network.js';

/** What one statement costs its author and a reader, at a number of devices. Milliseconds, bytes. */
export interface EpochCost {
  readonly devices: number;
  readonly author: number;
  readonly reader: number;
  /** The statement, and the reader's own wrap with its proof, as they are fetched. */
  readonly bytes: number;
  readonly changed: number;
}

const ROUNDS = 5;
type Seat = { readonly device: EnrolledDevice; readonly agreementKey: Uint8Array; readonly privateKey: Uint8Array };

/** Opens a conversation of so many devices, and advances it for one device that joins; medians over rounds. */
export async function epochCosts(devices: number): Promise<{ opening: EpochCost; advance: EpochCost }> {
  const network = new LocalNetwork();
  // Two authorities, so that who joins is added by a colleague.
  const enrolled = await enrol(network, devices, { authorities: 2 });
  const directory = new LocalDirectory(network.entries);
  const seats = enrolled.devices.map((device): Seat => {
    const { publicKey, privateKey } = newAgreementKey();
    return { device, agreementKey: publicKey, privateKey };
  });
  const world = { network, directory, region: enrolled.region, kind: groupKind(devices) };
  const openings: Cost[] = [];
  const advances: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // The last device joins afterwards.
    const opened = measure(world, seats.slice(0, -1), undefined);
    openings.push(opened);
    advances.push(measure(world, seats, opened.roster));
  }
  return { opening: median(devices, openings, devices - 1), advance: median(devices, advances, 1) };
}

interface World {
  readonly network: LocalNetwork;
  readonly directory: LocalDirectory;
  readonly region: string;
  readonly kind: ReturnType<typeof groupKind>;
}
type Cost = { readonly author: number; readonly reader: number; readonly bytes: number; readonly roster: Roster };

function measure(
  { network: { networkId }, directory, region, kind }: World,
  members: readonly Seat[],
  base: Roster | undefined,
): Cost {
  const joining = members.at(-1) as Seat;
  const author = ofAuthority(members, joining.device.authority);
  const began = performance.now();
  const common = { networkId, author, members, directory: directory.newest };
  const composed =
    base === undefined
      ? composeOpening({ ...common, kind, region })
      : advance(common, base, [memberAdded(joining.device)]);
  // What replay will say is asked before anything is submitted, as the client does.
  propose(networkId, base, composed.body, directory);
  const written = performance.now();
  const reader = members[1] as Seat;
  const fetched = asFetched(composed, reader);
  const before = performance.now();
  const statement = parseRosterStatement(composed.text);
  const roster = apply(networkId, base, statement, directory);
  const {
    device: { id: device },
    privateKey,
  } = reader;
  const { number, wrap, proof } = fetched;
  verifyWrap({
    device: device as never,
    number,
    wrap,
    proof,
    devices: roster.devices.map(({ id }) => id),
    root: roster.wraps as Uint8Array,
  });
  const { conversation, epoch, author: by, secret } = roster;
  const place = {
    conversation,
    epoch,
    previous: base?.S ?? new Uint8Array(0),
    author: by,
    secret: secret as Uint8Array,
  };
  openWrap({ ...place, device, number, privateKey, wrap });
  return { author: written - began, reader: performance.now() - before, bytes: fetched.bytes, roster };
}

function ofAuthority(members: readonly Seat[], authority: string): EnrolledDevice {
  const own = members.find(({ device }) => device.authority === authority);
  const writer = own ?? members[0];
  if (writer === undefined) throw new Error('a conversation needs a member');
  return writer.device;
}

function advance(
  common: Omit<Composing, 'conversation' | 'changes'>,
  base: Roster,
  changes: readonly Change[],
): Composed {
  return compose({ ...common, conversation: base.conversation, base, changes });
}

function asFetched({ text, wraps }: Composed, { device }: Seat) {
  const tree = new MerkleTree(wraps.map(({ device: id, number, wrap }) => leafHash(wrapLeaf(id, number, wrap))));
  const index = wraps.findIndex(({ device: id }) => id === device.id);
  const own = wraps[index];
  if (own === undefined) throw new Error('the reader is no member');
  const { number, wrap } = own;
  const proof = tree.inclusionProof(index);
  const answer = JSON.stringify({ number, wrap: toBase64url(wrap), proof: proof.map(toBase64url) });
  return { number, wrap, proof, bytes: text.length + answer.length };
}

function median(devices: number, costs: readonly Cost[], changed: number): EpochCost {
  const of = (name: 'author' | 'reader' | 'bytes'): number =>
    costs.map((cost) => cost[name]).sort((a, b) => a - b)[costs.length >> 1] ?? Number.NaN;
  return { devices, author: of('author'), reader: of('reader'), bytes: of('bytes'), changed };
}
