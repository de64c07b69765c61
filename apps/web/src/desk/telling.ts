import type { Client, ConversationItem, Timers } from '#client';
import type { Changes } from './changes.js';

/** Milliseconds within which many new items are told of once. */
const PAUSE = 100;
/** Milliseconds after which what came by another of the officer's devices has been taken into account. */
const SETTLED = 1_500;
/** How often the directory and the record are looked at for something new, milliseconds. */
const GLANCE = 5_000;

/** Has the page ask again for what a client's news change: the inbox, the indicator, the directory. The answer ends it. */
export function tellOf(client: Client, changes: Changes, timers: Pick<Timers, 'sleep' | 'every'>): () => void {
  const soon = after(PAUSE, timers, () => {
    changes.say(['inbox']);
    // What comes may fill a place that was missing.
    void look();
  });
  const settled = after(SETTLED, timers, () => {
    changes.say(['inbox']);
  });
  const rosters = after(PAUSE, timers, () => {
    changes.say(['trust'], ['hand-overs'], ['directory', 'recovery']);
  });
  const histories = after(PAUSE, timers, () => {
    changes.say(['hand-overs'], ['devices']);
  });
  client.onItems((_, items) => {
    soon();
    settled();
    // Whose devices are in a conversation has changed.
    if (items.some(({ is }) => is === 'roster')) rosters();
    if (items.some(isOfHistory)) histories();
  });
  client.onNotice(() => {
    changes.say(['trust'], ['inbox']);
    // It may be mended before the next look.
    void look();
  });
  let seen = standing(client);
  let open = 0;
  const lookNow = async (): Promise<void> => {
    const [before, wasOpen] = [seen, open];
    seen = standing(client);
    open = (await client.notices()).filter((notice) => notice.standing === 'open').length;
    if (seen.whole !== before.whole || open !== wasOpen) changes.say(['trust']);
    if (seen.known !== before.known) await tellOfDirectory(client, changes);
  };
  // A client that was closed meanwhile has nothing more to tell.
  const look = (): Promise<void> => lookNow().catch(() => undefined);
  return timers.every(GLANCE, look);
}

// Whatever is read from the directory: others change it too, and nothing else tells the page.
const OF_DIRECTORY = [['directory'], ['devices'], ['signatures'], ['settings'], ['hand-overs'], ['inbox']] as const;

/** Who is live has changed, and with that what every conversation says of its members. */
async function tellOfDirectory(client: Client, changes: Changes): Promise<void> {
  const conversations = await client.conversations();
  changes.say(...OF_DIRECTORY, ...conversations.map(({ id }) => ['conversations', id] as const));
}

/** Does something once for everything that comes within a time. */
function after(milliseconds: number, timers: Pick<Timers, 'sleep'>, act: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    void timers.sleep(milliseconds).then(() => {
      isDue = false;
      act();
    });
  };
}

/** Of a history that was given: to somebody else, or to this device, which may give on what it was given. */
function isOfHistory(item: ConversationItem): boolean {
  return item.is === 'message' && (item.content?.type === 'history.granted' || item.receivedBy !== undefined);
}

function standing({ directory }: Client): { readonly known: string; readonly whole: string } {
  const { size = 0, at = 0 } = directory.checkpoint ?? {};
  const known = [size, directory.missing].join(' ');
  return { known, whole: [known, at, directory.fresh].join(' ') };
}
