import { deviceOf, derive, epochOf, expiryOf, ROTATION, type Secret, secretOf, shareOf, type World } from './world.js';

/**
 * What 2.8 and section 4 concede to the adversary, by the calendar alone: who was in which roster, what was given to
 * whom and when, what was stolen and when, who was online and when. No key number occurs in here.
 */
export function allowance(world: World): Set<Secret> {
  const allowed = new Set<Secret>();
  for (const { secret, device, at } of accesses(world)) if (isConceded(world, secret, device, at)) allowed.add(secret);
  for (const archive of world.archives) {
    for (const { epochs } of world.conversations) {
      for (const epoch of epochs) {
        if (!epoch.archives.includes(archive.id)) continue;
        for (const i of archive.stolen) allowed.add(shareOf(archive.id, epoch, i));
      }
    }
  }
  derive(world, allowed);
  return allowed;
}

interface Access {
  readonly secret: Secret;
  readonly device: string;
  readonly at: number;
}

// Whom the rules gave a secret, and when: the roster of its epoch, and whoever a grant or a recovery named.
function* accesses(world: World): Generator<Access> {
  for (const { epochs } of world.conversations) {
    for (const epoch of epochs)
      for (const device of epoch.roster) yield { secret: secretOf(epoch), device, at: epoch.at };
  }
  for (const { secrets, device, at } of world.gifts) for (const secret of secrets) yield { secret, device, at };
}

function isConceded(world: World, secret: Secret, device: string, at: number): boolean {
  return world.thefts.some((theft) => {
    if (theft.device !== device) return false;
    if (at <= theft.at && !wasForgotten(world, secret, device, at, theft.at)) return true;
    // A stolen signature key, or a device that was never honest, is healed by revocation only, and no roster names the revoked.
    return at >= theft.at && (theft.kind !== 'agreement' || at <= healed(world, device, theft.at));
  });
}

// Retention adds the time offline: forgotten at the first moment online after the expiry.
function wasForgotten(world: World, secret: Secret, device: string, given: number, stolen: number): boolean {
  return firstOnline(world, device, Math.max(expiryOf(world, epochOf(world, secret)), given)) < stolen;
}

// The owner has rotated at its first moment online seven days after the theft, at the latest.
function healed(world: World, device: string, stolen: number): number {
  return firstOnline(world, device, stolen + ROTATION);
}

function firstOnline(world: World, device: string, from: number): number {
  const times = deviceOf(world, device).online.filter(({ to }) => to > from);
  return Math.min(Infinity, ...times.map((interval) => Math.max(interval.from, from)));
}
