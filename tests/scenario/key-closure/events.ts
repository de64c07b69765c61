import { copyDevice, offeredKey } from './adversary.js';
import { goOffline, goOnline, isUsable, newestKey, performDuties, publishKey, revoke } from './duties.js';
import {
  type Conversation,
  DAY,
  type Device,
  deviceOf,
  type Epoch,
  KEY_LIFE,
  latest,
  messageKeyOf,
  type Sabotage,
  secretOf,
  shareOf,
  tally,
  type World,
} from './world.js';

/** One event of a history: which kind, and three numbers that choose whom and how much. */
export type Choice = readonly [kind: number, a: number, b: number, c: number];

type Event = (world: World, a: number, b: number, c: number) => void;

const AUTHORITIES = ['vl', 'xk', 'ze'];

/** A world of two conversations, one of which forgets, and five devices of three authorities. */
export function newWorld(sabotage: Sabotage | undefined): World {
  const world: World = {
    sabotage,
    now: 0,
    devices: new Map(),
    conversations: [],
    gifts: [],
    archives: [],
    thefts: [],
    taken: new Set(),
    unreadable: [],
    tally: new Map(),
  };
  for (let i = 0; i < 5; i++) enrol(world, i);
  const [first, second] = [...world.devices.values()];
  for (const [id, retention] of [
    ['c', undefined],
    ['r', 5 * DAY],
  ] as const) {
    const conversation: Conversation = { id, retention, epochs: [], experts: new Set() };
    world.conversations.push(conversation);
    if (first && second) openEpoch(world, conversation, first, new Set([first.id, second.id]));
  }
  performDuties(world);
  return world;
}

/** Plays one event, and then what every device online does about it. An event that nobody can bring about does nothing. */
export function play(world: World, [kind, a, b, c]: Choice): void {
  // No two events fall in one hour, so that the calendar knows which came first.
  world.now++;
  const event = EVENTS[kind % EVENTS.length];
  event?.(world, a, b, c);
  performDuties(world);
}

const wait: Event = (world, a) => {
  // Mostly days, now and then longer than a key lives.
  world.now += a % 9 === 0 ? KEY_LIFE + DAY : 1 + (a % (5 * DAY));
};

const toggleOnline: Event = (world, a) => {
  const device = pick(
    [...world.devices.values()].filter(({ isRevoked }) => !isRevoked),
    a,
  );
  if (device?.isOnline) goOffline(world, device);
  else if (device) goOnline(world, device);
};

const advance: Event = (world, a, b, c) => {
  const { conversation, author, roster } = authorOf(world, a, b);
  if (!conversation || !author) return;
  const change = c % 3;
  if (change === 1) {
    const candidates = [...world.devices.values()].filter(({ id, isRevoked }) => !isRevoked && !roster.has(id));
    const added = pick(candidates, Math.floor(c / 3));
    if (added) {
      roster.add(added.id);
      added.joined = world.now;
      if (c % 2 === 0) conversation.experts.add(added.id);
      else conversation.experts.delete(added.id);
    }
  } else if (change === 2) {
    const removed = pick(
      [...roster].filter((id) => id !== author.id),
      Math.floor(c / 3),
    );
    if (removed !== undefined) {
      roster.delete(removed);
      tally(world, 'device removed');
    }
  }
  openEpoch(world, conversation, author, roster);
};

const leave: Event = (world, a, b) => {
  const { conversation, author, roster } = authorOf(world, a, b);
  if (!conversation || !author || roster.size < 2) return;
  roster.delete(author.id);
  tally(world, 'leaver');
  if (world.sabotage === 'leaver-wraps') openEpoch(world, conversation, author, roster);
  else conversation.epochs.push({ ...emptyEpoch(world, conversation), roster });
};

const write: Event = (world, a, b) => {
  const conversation = pick(world.conversations, a);
  const epoch = conversation && latest(conversation);
  if (!epoch || !isUsable(world, conversation)) return;
  const sender = pick(
    online(world, epoch.roster).filter(({ store }) => store.has(secretOf(epoch))),
    b,
  );
  if (sender) epoch.messages++;
};

const grant: Event = (world, a, b, c) => {
  const conversation = pick(world.conversations, a);
  const epoch = conversation && latest(conversation);
  if (!epoch) return;
  const granter = pick(online(world, epoch.roster), b);
  const joiner = pick(
    [...epoch.roster].map((id) => deviceOf(world, id)),
    c,
  );
  const number = joiner && sealableKey(world, joiner);
  // Only to a key made since the joiner's latest joining (4.1).
  if (!granter || !joiner || number === undefined || (joiner.published[number - 1]?.from ?? 0) < joiner.joined) return;
  const held = conversation.epochs.filter((one) => granter.store.has(secretOf(one)));
  const epochs = held.filter((_, at) => (c >> at) % 2 === 0);
  const asKeys = conversation.experts.has(joiner.id);
  const secrets = epochs.flatMap((one) =>
    asKeys ? Array.from({ length: one.messages }, (_, at) => messageKeyOf(one, at + 1)) : [secretOf(one)],
  );
  world.gifts.push({ at: world.now, device: joiner.id, number, secrets });
  tally(world, asKeys ? 'grant of message keys' : 'grant of epochs');
};

const declareArchive: Event = (world, a, b) => {
  if (world.archives.length >= 3) return;
  const n = 2 + (b % 3);
  world.archives.push({
    id: `a${world.archives.length}`,
    authority: AUTHORITIES[a % AUTHORITIES.length] ?? '',
    k: Math.max(2, n - 1),
    n,
    stolen: new Set(),
  });
};

const stealHolder: Event = (world, a, b) => {
  const archive = pick(world.archives, a);
  archive?.stolen.add(1 + (b % archive.n));
  if (archive?.stolen.size === archive?.k) tally(world, 'archive lost');
};

const recover: Event = (world, a, b, c) => {
  const archive = pick(world.archives, a);
  const device = pick(
    [...world.devices.values()].filter((one) => one.authority === archive?.authority && !one.isRevoked),
    b,
  );
  const number = device && sealableKey(world, device);
  if (!archive || !device || number === undefined) return;
  // Sometimes a holder too few answers: the device learns nothing, nor does its thief with k - 2 others.
  const holders = c % 3 === 0 ? archive.k - 1 : archive.k;
  const posted = world.conversations.flatMap(({ epochs }) =>
    epochs.filter(({ archives }) => archives.includes(archive.id)),
  );
  const secrets = posted.flatMap((epoch) =>
    Array.from({ length: holders }, (_, at) => shareOf(archive.id, epoch, at + 1)),
  );
  world.gifts.push({ at: world.now, device: device.id, number, secrets });
  tally(world, 'recovery');
};

const steal: Event = (world, a, b) => {
  const device = pick(
    [...world.devices.values()].filter(({ isRevoked }) => !isRevoked),
    a,
  );
  if (!device) return;
  const kind = b % 4 === 0 ? 'whole' : 'agreement';
  world.thefts.push({ device: device.id, at: world.now, kind });
  copyDevice(world, device.id);
  tally(world, `theft: ${kind}`);
};

const corrupt: Event = (world, a) => {
  // One at most: of a roster of corrupt devices nothing is left to check.
  if (world.thefts.some(({ kind }) => kind === 'corrupt')) return;
  const device = pick([...world.devices.values()], a);
  if (!device) return;
  device.isCorrupt = true;
  world.thefts.push({ device: device.id, at: world.now, kind: 'corrupt' });
  copyDevice(world, device.id);
};

const forge: Event = (world, a) => {
  const theft = pick(
    world.thefts.filter(({ kind }) => kind === 'whole'),
    a,
  );
  const device = theft && deviceOf(world, theft.device);
  if (!device || device.isRevoked) return;
  device.published.push({ from: world.now, forged: true });
  world.taken.add(`P/${device.id}/${device.published.length}`);
  tally(world, 'key forged');
};

const dismiss: Event = (world, a) => {
  const device = pick(
    [...world.devices.values()].filter(({ isRevoked }) => !isRevoked),
    a,
  );
  if (device && [...world.devices.values()].filter(({ isRevoked }) => !isRevoked).length > 3) revoke(world, device);
};

const enrolOne: Event = (world) => {
  if (world.devices.size < 9) enrol(world, world.devices.size);
};

// The commoner an event, the more often it stands here.
const EVENTS: readonly Event[] = [
  corrupt,
  wait,
  wait,
  wait,
  wait,
  wait,
  toggleOnline,
  toggleOnline,
  toggleOnline,
  advance,
  advance,
  advance,
  advance,
  advance,
  advance,
  leave,
  write,
  write,
  write,
  grant,
  grant,
  declareArchive,
  stealHolder,
  recover,
  steal,
  steal,
  forge,
  dismiss,
  enrolOne,
];

function openEpoch(world: World, conversation: Conversation, author: Device, roster: Set<string>): void {
  for (const id of roster) if (deviceOf(world, id).isRevoked) roster.delete(id);
  const before = latest(conversation);
  const wrapped =
    world.sabotage === 'removed-still-wrapped' && before ? new Set([...roster, ...before.roster]) : roster;
  const wraps = new Map<string, number>();
  for (const id of wrapped) {
    const number = sealableKey(world, deviceOf(world, id));
    if (number === undefined) tally(world, 'dormant');
    else wraps.set(id, number);
  }
  const archives = world.archives
    .filter(({ authority }) => [...roster].some((id) => deviceOf(world, id).authority === authority))
    .map(({ id }) => id);
  const epoch: Epoch = { ...emptyEpoch(world, conversation), roster, wraps, isSealed: true, archives };
  conversation.epochs.push(epoch);
  // Whoever draws a secret knows it.
  author.store.add(secretOf(epoch));
  tally(world, 'epoch');
}

function emptyEpoch(world: World, { id, epochs }: Conversation): Epoch {
  const none = { roster: new Set<string>(), wraps: new Map<string, number>(), isSealed: false, archives: [] };
  return { ...none, conversation: id, number: epochs.length, at: world.now, messages: 0 };
}

// The key one seals to: the newest in the map, whatever the relay offers (2.5); or none, when that has expired.
function sealableKey(world: World, device: Device): number | undefined {
  const newest = newestKey(device, world.now);
  if (newest === undefined) return undefined;
  const offered = offeredKey(world, device.id, newest);
  if (offered !== newest) tally(world, 'old key offered');
  const isValid = world.now < (device.published[offered - 1]?.from ?? 0) + KEY_LIFE;
  return world.sabotage === 'keys-not-pinned' && isValid ? offered : newest;
}

function authorOf(
  world: World,
  a: number,
  b: number,
): { conversation?: Conversation; author?: Device; roster: Set<string> } {
  const conversation = pick(world.conversations, a);
  const roster = new Set(conversation && latest(conversation)?.roster);
  const author =
    conversation &&
    pick(
      online(world, roster).filter(({ id }) => !conversation.experts.has(id)),
      b,
    );
  return { ...(conversation && { conversation }), ...(author && { author }), roster };
}

function online(world: World, roster: ReadonlySet<string>): Device[] {
  return [...roster].map((id) => deviceOf(world, id)).filter(({ isOnline }) => isOnline);
}

function enrol(world: World, at: number): void {
  const device: Device = {
    id: `d${at}`,
    authority: AUTHORITIES[at % AUTHORITIES.length] ?? '',
    published: [],
    privates: new Set(),
    store: new Set(),
    online: [],
    isOnline: false,
    isRevoked: false,
    isCorrupt: false,
    joined: -1,
  };
  world.devices.set(device.id, device);
  goOnline(world, device);
  publishKey(world, device);
}

function pick<Item>(items: readonly Item[], choice: number): Item | undefined {
  return items[choice % Math.max(1, items.length)];
}
