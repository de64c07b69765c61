import type { ConversationItem } from './conversation-item.js';
import { keys, type ConversationState } from './conversation-state.js';
import type { Identity } from './identity.js';
import type { ContentType } from './message-content.js';
import type { Store } from './store.js';

/** Types of content that say something. */
export const words: ReadonlySet<ContentType> = new Set<ContentType>(['text', 'attachment']);
const news: ReadonlySet<ContentType> = new Set<ContentType>([...words, 'correction', 'consent.asked']);

/** Whether an item says something to which an answer may be awaited; what a newer client said counts. */
export function isWord(item: ConversationItem): boolean {
  return isOf(words, item);
}

/** Whether an item is something for this officer to read: said by somebody else, on whatever device. */
function isNews(item: ConversationItem, self: Pick<Identity, 'officer'>): boolean {
  return item.sender.officer !== self.officer && isOf(news, item);
}

/** What a further item changes of what is unread and of whose turn it is. @param epoch - the one in force after it */
export function turnAfter(
  state: ConversationState,
  item: ConversationItem,
  epoch: number | undefined,
  self: Pick<Identity, 'officer'>,
): Pick<ConversationState, 'unread' | 'lastWord' | 'lastNews' | 'spokeIn'> {
  const isNew = isNews(item, self);
  const acted = item.sender.officer === self.officer && (item.is === 'roster' || isWord(item));
  return {
    unread: state.unread + (isNew && item.seq > state.readTo ? 1 : 0),
    ...(isWord(item) ? { lastWord: item.seq } : {}),
    ...(isNew ? { lastNews: item.seq } : {}),
    ...(acted && epoch !== undefined ? { spokeIn: epoch } : {}),
  };
}

/** What messages change that were opened only afterwards. @param by.isNews - whether they still are to this officer */
export function turnAfterReopening(
  state: ConversationState,
  opened: readonly ConversationItem[],
  by: { readonly isNews: boolean; readonly self: Pick<Identity, 'officer'> },
): Pick<ConversationState, 'unread' | 'lastWord' | 'lastNews'> {
  const news = by.isNews ? opened.filter((item) => isNews(item, by.self)) : [];
  const lastWord = lastOf(state.lastWord, opened.filter(isWord));
  const lastNews = lastOf(state.lastNews, news);
  return {
    unread: state.unread + news.filter(({ seq }) => seq > state.readTo).length,
    ...(lastWord === undefined ? {} : { lastWord }),
    ...(lastNews === undefined ? {} : { lastNews }),
  };
}

function lastOf(known: number | undefined, items: readonly ConversationItem[]): number | undefined {
  return items.reduce((last, { seq }) => (last === undefined || seq > last ? seq : last), known);
}

/** The state once everything up to a place is read: what is unread is counted anew. */
export async function readUpTo(
  store: Store,
  state: ConversationState,
  readTo: number,
  self: Pick<Identity, 'officer'>,
): Promise<ConversationState> {
  if (readTo >= (state.lastNews ?? state.seq)) return { ...state, readTo, unread: 0 };
  const later = await store.range<ConversationItem>({
    prefix: keys.items(state.id),
    after: keys.item(state.id, readTo),
  });
  return { ...state, readTo, unread: later.filter(({ value }) => isNews(value, self)).length };
}

function isOf(types: ReadonlySet<ContentType>, item: ConversationItem): boolean {
  return (
    item.is === 'message' && (item.content === undefined ? item.newer !== undefined : types.has(item.content.type))
  );
}
