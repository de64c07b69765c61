import type { Client, Timers } from '#client';
import type { Changes } from './changes.js';

/** Milliseconds within which many new items are told of once. */
const PAUSE = 100;
/** Milliseconds after which what came by another of the officer's devices has been taken into account. */
const SETTLED = 1_500;
/** How often the directory and the record are looked at for something new, milliseconds. */
const GLANCE = 5_000;

/** Has the page ask again for what a client's news change: the inbox, the indicator, the directory. The answer ends it. */
export function tellOf(client: Client, changes: Changes, timers: Pick<Timers, 'sleep' | 'every'>): () => void {
  const soon = inboxAfter(PAUSE, changes, timers);
  const settled = inboxAfter(SETTLED, changes, timers);
  client.onItems(() => {
    soon();
    settled();
  });
  client.onNotice(() => {
    changes.say(['trust'], ['inbox']);
  });
  let seen = standing(client);
  return timers.every(GLANCE, () => {
    const now = standing(client);
    const isKnownMore = now.known !== seen.known;
    if (now.whole !== seen.whole) changes.say(['trust']);
    seen = now;
    return isKnownMore ? tellOfDirectory(client, changes) : Promise.resolve();
  });
}

/** Who is live has changed, and with that what every conversation says of its members. */
async function tellOfDirectory(client: Client, changes: Changes): Promise<void> {
  const conversations = await client.conversations();
  changes.say(['directory'], ['inbox'], ...conversations.map(({ id }) => ['conversations', id] as const));
}

/** Says that the inbox changed, once for everything that comes within a time. */
function inboxAfter(milliseconds: number, changes: Changes, timers: Pick<Timers, 'sleep'>): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    void timers.sleep(milliseconds).then(() => {
      isDue = false;
      changes.say(['inbox']);
    });
  };
}

function standing({ directory }: Client): { readonly known: string; readonly whole: string } {
  const { size = 0, at = 0 } = directory.checkpoint ?? {};
  const known = [size, directory.missing].join(' ');
  return { known, whole: [known, at, directory.fresh].join(' ') };
}
