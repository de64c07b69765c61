import type { RegionId } from '#contracts';
import {
  parseBody,
  verifySignatures,
  type AnyBody,
  type DirectoryView,
  type NetworkMemberAdded,
  type Region,
  type Statement,
} from '#directory';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import { signerOf, type PageSigner } from './page-versions.js';
import { parseStatementFile } from './statement-file.js';

/** Whether this device may accept an invitation now, and if not, why. */
export type InvitationStanding = 'ready' | 'member' | 'not-yours' | 'unsigned' | 'stale' | 'same-person' | 'web-only';

/** An invitation to a regional network, its signature checked. */
export interface RegionInvitation {
  readonly region: Pick<Region, 'id' | 'name'>;
  readonly authority: NetworkMemberAdded['authority'];
  /** Who signed it. */
  readonly by: PageSigner;
  readonly standing: InvitationStanding;
}

/** What an invitation is judged by. */
export interface InvitedBy {
  readonly view: DirectoryView;
  /** Of the newest checkpoint, Unix seconds. */
  readonly at: number;
  readonly identity: Pick<Identity, 'networkId' | 'authority' | 'officer' | 'kind'>;
}

/**
 * Reads an invitation that somebody handed over: untrusted.
 * @throws `region.invitation` where it is none, or its signature does not hold; `region.unknown` where it is to a regional
 * network that the directory does not know
 */
export function readRegionInvitation(text: string, by: InvitedBy): { view: RegionInvitation; statement: Statement } {
  const { statement, body } = parsed(text, by.identity.networkId);
  const region = by.view.region(body.subject);
  if (region === undefined) return refuse('region.unknown', 'the directory has no such regional network');
  const signer = signerOf(by.view, statement.signatures[0]?.key ?? '', []);
  const { id, name } = region;
  const { authority } = body;
  return {
    statement,
    view: { region: { id, name }, authority, by: signer, standing: standing(signer, region, body, by) },
  };
}

function parsed(text: string, networkId: Uint8Array): { statement: Statement; body: NetworkMemberAdded } {
  try {
    const statement = parseStatementFile(text);
    if (statement.signatures.length !== 1 || statement.openings !== undefined) return notOne();
    const body = parseBody(statement.body as unknown as AnyBody);
    if (body.type !== 'network.member-added') return notOne();
    verifySignatures(networkId, statement as unknown as Statement);
    return { statement: statement as unknown as Statement, body };
  } catch (error) {
    return notOne(error);
  }
}

function notOne(cause?: unknown): never {
  return refuse('region.invitation', 'this is no invitation to a regional network', cause);
}

function standing(
  signer: PageSigner,
  region: Region,
  { subject, authority, prev }: { subject: RegionId } & NetworkMemberAdded,
  { view, at, identity }: InvitedBy,
): InvitationStanding {
  const isAdministrator = view.officer(identity.officer)?.roles.includes('administrator') === true;
  if (authority !== identity.authority || !isAdministrator) return 'not-yours';
  if (region.members.includes(authority)) return 'member';
  const { officer, device } = signer;
  const isCoordinator = region.coordinators.some((one) => one.officer === officer);
  if (!isCoordinator || device === undefined || !view.live(device, at)) return 'unsigned';
  if (prev !== view.latestStatementHash(subject)) return 'stale';
  if (officer === identity.officer) return 'same-person';
  // Of two signatures one is by a device that is no browser (protocol 1.1).
  return signer.kind === 'web' && identity.kind === 'web' ? 'web-only' : 'ready';
}
