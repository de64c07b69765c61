/**
 * A symbolic world: no bytes, only who holds what. Times are hours. It keeps the protocol's rules about keys (2.3-2.7,
 * 3.8, 4) one by one, so that one of them can be sabotaged and the check seen to turn red.
 */

/** A rule that a world may break. */
export type Sabotage = 'no-rotation' | 'leaver-wraps' | 'keys-not-pinned' | 'removed-still-wrapped' | 'old-keys-kept';

/** A secret by its name: `E/c/3` an epoch's, `K/c/3/1` one message's key, `S/a/c/3/2` one archive share of an epoch's. */
export type Secret = string;

/** One hour is the unit; a day and the two periods of 2.5. */
export const DAY = 24;
export const ROTATION = 7 * DAY;
export const KEY_LIFE = 60 * DAY;

export interface Device {
  readonly id: string;
  readonly authority: string;
  /** Published agreement keys, number = place + 1. `forged`: made by a thief of the signature key. */
  readonly published: { readonly from: number; readonly forged: boolean }[];
  /** Numbers whose private half it still holds. */
  readonly privates: Set<number>;
  readonly store: Set<Secret>;
  /** When it was online: from an hour up to, and not including, another. */
  readonly online: { readonly from: number; to: number }[];
  isOnline: boolean;
  isRevoked: boolean;
  isCorrupt: boolean;
  /** When it last joined a conversation. */
  joined: number;
}

export interface Epoch {
  readonly conversation: string;
  readonly number: number;
  readonly at: number;
  readonly roster: ReadonlySet<string>;
  /** Device -> number of the key its wrap is sealed to. Dormant devices are absent; a leaver's epoch has none at all. */
  readonly wraps: ReadonlyMap<string, number>;
  readonly isSealed: boolean;
  readonly archives: readonly string[];
  messages: number;
}

export interface Conversation {
  readonly id: string;
  /** Hours a message is kept after its epoch has ended, or undefined: for ever. */
  readonly retention: number | undefined;
  readonly epochs: Epoch[];
  readonly experts: Set<string>;
}

/** A grant, or shares re-wrapped at a recovery: secrets sealed to one agreement key. */
interface Gift {
  readonly at: number;
  readonly device: string;
  readonly number: number;
  readonly secrets: readonly Secret[];
}

interface Archive {
  readonly id: string;
  readonly authority: string;
  readonly k: number;
  readonly n: number;
  readonly stolen: Set<number>;
}

/** A theft. `agreement`: agreement keys and store; `whole`: the signature key too; `corrupt`: from then on
 * the device keeps everything and gives it to the adversary. */
interface Theft {
  readonly device: string;
  readonly at: number;
  readonly kind: 'agreement' | 'whole' | 'corrupt';
}

export interface World {
  readonly sabotage: Sabotage | undefined;
  now: number;
  readonly devices: Map<string, Device>;
  readonly conversations: Conversation[];
  readonly gifts: Gift[];
  readonly archives: Archive[];
  readonly thefts: Theft[];
  /** Secrets and private keys (`P/device/number`) the adversary took outright. */
  readonly taken: Set<Secret>;
  /** What should never happen to an honest device: a wrap meant for it that it could not open. */
  readonly unreadable: string[];
  /** How often what happened, so that a suite that tests nothing is seen. */
  readonly tally: Map<string, number>;
}

export const secretOf = (epoch: Epoch): Secret => `E/${epoch.conversation}/${epoch.number}`;
export const messageKeyOf = (epoch: Epoch, message: number): Secret =>
  `K/${epoch.conversation}/${epoch.number}/${message}`;
export const shareOf = (archive: string, epoch: Epoch, i: number): Secret =>
  `S/${archive}/${epoch.conversation}/${epoch.number}/${i}`;
export const privateOf = (device: string, number: number): Secret => `P/${device}/${number}`;

export function tally(world: World, what: string): void {
  world.tally.set(what, (world.tally.get(what) ?? 0) + 1);
}

export function latest(conversation: Conversation): Epoch | undefined {
  return conversation.epochs.at(-1);
}

/** When the messages of an epoch expire: its end (the next statement) and then the retention. Infinity: not yet, or never. */
export function expiryOf(world: World, epoch: Epoch): number {
  const conversation = conversationOf(world, epoch.conversation);
  const next = conversation.epochs[epoch.number + 1];
  return next === undefined || conversation.retention === undefined ? Infinity : next.at + conversation.retention;
}

function conversationOf(world: World, id: string): Conversation {
  const found = world.conversations.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no conversation ${id}`);
  return found;
}

export function deviceOf(world: World, id: string): Device {
  const found = world.devices.get(id);
  if (found === undefined) throw new Error(`no device ${id}`);
  return found;
}

/** The epoch that a secret belongs to. */
export function epochOf(world: World, secret: Secret): Epoch {
  const parts = secret.split('/');
  const [conversation = '', number = ''] = secret.startsWith('S/') ? parts.slice(2) : parts.slice(1);
  const epoch = conversationOf(world, conversation).epochs[Number(number)];
  if (epoch === undefined) throw new Error(`no epoch of ${secret}`);
  return epoch;
}

/** Secrets that follow from others: message keys from their epoch's, an epoch's from k shares of one archive. */
export function derive(world: World, known: Set<Secret>): void {
  for (const { epochs } of world.conversations) {
    for (const epoch of epochs) {
      for (const id of epoch.archives) {
        const archive = world.archives.find((one) => one.id === id);
        if (archive === undefined) continue;
        let shares = 0;
        for (let i = 1; i <= archive.n; i++) if (known.has(shareOf(id, epoch, i))) shares++;
        if (shares >= archive.k) known.add(secretOf(epoch));
      }
      if (!known.has(secretOf(epoch))) continue;
      for (let message = 1; message <= epoch.messages; message++) known.add(messageKeyOf(epoch, message));
    }
  }
}
