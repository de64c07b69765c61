import {
  type Device,
  deviceOf,
  derive,
  epochOf,
  expiryOf,
  KEY_LIFE,
  latest,
  ROTATION,
  secretOf,
  tally,
  type World,
} from './world.js';

/** What every honest device does while it is online: read, rotate, forget. Called after each event. */
export function performDuties(world: World): void {
  for (const device of world.devices.values()) {
    if (!device.isOnline) continue;
    // The owner checks its own number in the map each minute: a number it did not publish is a stolen signature key.
    if (device.published.some(({ forged }) => forged)) {
      revoke(world, device);
      continue;
    }
    readAll(world, device);
    const forgot = forgetExpired(world, device);
    if (forgot || isRotationDue(world, device)) publishKey(world, device);
    // Processed to its place when the new key was acknowledged: the older ones go (2.5).
    for (const number of device.privates) {
      if (number < device.published.length && !device.isCorrupt && world.sabotage !== 'old-keys-kept')
        device.privates.delete(number);
    }
  }
}

/** Publishes the device's next agreement key. */
export function publishKey(world: World, device: Device): void {
  if (world.sabotage === 'no-rotation' && newestKey(device, world.now) !== undefined) return;
  device.published.push({ from: world.now, forged: false });
  device.privates.add(device.published.length);
  tally(world, 'key published');
}

/** The number of a device's newest key while that is valid; undefined when the device is dormant. */
export function newestKey(device: Device, now: number): number | undefined {
  const newest = device.published.at(-1);
  return newest === undefined || now >= newest.from + KEY_LIFE ? undefined : device.published.length;
}

/** Takes a device out of the directory for good. */
export function revoke(world: World, device: Device): void {
  device.isRevoked = true;
  goOffline(world, device);
  tally(world, 'device revoked');
}

export function goOnline(world: World, device: Device): void {
  device.isOnline = true;
  device.online.push({ from: world.now, to: Infinity });
}

export function goOffline(world: World, device: Device): void {
  if (!device.isOnline) return;
  device.isOnline = false;
  const last = device.online.at(-1);
  if (last !== undefined) last.to = world.now;
}

function isRotationDue(world: World, device: Device): boolean {
  const newest = device.published.at(-1);
  if (newest === undefined) return true;
  return world.now >= newest.from + ROTATION || device.joined >= newest.from;
}

function readAll(world: World, device: Device): void {
  for (const { id, epochs } of world.conversations) {
    for (const epoch of epochs) {
      const number = epoch.wraps.get(device.id);
      const isGone = world.now >= expiryOf(world, epoch);
      if (number === undefined || isGone || device.store.has(secretOf(epoch))) continue;
      if (device.privates.has(number)) device.store.add(secretOf(epoch));
      else world.unreadable.push(`${device.id} ${id}/${epoch.number} key ${number}`);
    }
  }
  for (const gift of world.gifts) {
    if (gift.device === device.id && device.privates.has(gift.number))
      for (const secret of gift.secrets) device.store.add(secret);
  }
  derive(world, device.store);
}

function forgetExpired(world: World, device: Device): boolean {
  if (device.isCorrupt) return false;
  let forgot = false;
  for (const secret of device.store) {
    if (world.now < expiryOf(world, epochOf(world, secret))) continue;
    device.store.delete(secret);
    forgot = true;
  }
  if (forgot) tally(world, 'secrets expired');
  return forgot;
}

/** Whether an epoch may be sealed under now: it has a secret, and its roster holds no device that is not live (2.7). */
export function isUsable(world: World, conversation: Parameters<typeof latest>[0]): boolean {
  const epoch = latest(conversation);
  return epoch !== undefined && epoch.isSealed && [...epoch.roster].every((id) => !deviceOf(world, id).isRevoked);
}
