import { deviceOf, derive, privateOf, type Secret, secretOf, shareOf, type World } from './world.js';

/**
 * Everything the adversary can open: it has seen every wrap, grant and archive post that ever passed the relay, and
 * keeps them for ever; it holds what it took from devices and holders, and whatever a corrupt device holds.
 */
export function closure(world: World): Set<Secret> {
  const known = new Set(world.taken);
  for (const device of world.devices.values()) {
    if (!device.isCorrupt) continue;
    for (const number of device.privates) known.add(privateOf(device.id, number));
    for (const secret of device.store) known.add(secret);
  }
  for (const { epochs } of world.conversations) {
    for (const epoch of epochs) {
      for (const [device, number] of epoch.wraps) if (known.has(privateOf(device, number))) known.add(secretOf(epoch));
      for (const archive of world.archives) {
        if (!epoch.archives.includes(archive.id)) continue;
        for (const i of archive.stolen) known.add(shareOf(archive.id, epoch, i));
      }
    }
  }
  for (const gift of world.gifts) {
    if (known.has(privateOf(gift.device, gift.number))) for (const secret of gift.secrets) known.add(secret);
  }
  derive(world, known);
  return known;
}

/** Takes what a device holds at this moment. */
export function copyDevice(world: World, id: string): void {
  const device = deviceOf(world, id);
  for (const number of device.privates) world.taken.add(privateOf(id, number));
  for (const secret of device.store) world.taken.add(secret);
}

/** Which of a device's keys the relay offers to one who seals: an older one whose private half it holds, if there is one. */
export function offeredKey(world: World, id: string, newest: number): number {
  const corrupt = deviceOf(world, id).isCorrupt;
  for (let number = newest - 1; number >= 1; number--) {
    if (world.taken.has(privateOf(id, number)) && !corrupt) return number;
  }
  return newest;
}
