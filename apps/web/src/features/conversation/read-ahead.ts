import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ConversationView } from '../../desk/api/conversations.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { useDesk } from '../../platform/use-desk.js';

/** Places that are fetched at once. */
const BLOCK = 50;
/** So many rows around what is shown are fetched before they are needed. */
const AHEAD = 20;

/** What a conversation is, as it is asked of the desk. */
export const viewOf = (desk: RemoteDesk, id: string) =>
  queryOptions({ queryKey: ['conversations', id, 'view'], queryFn: () => desk.conversations.view(id) });

/** As {@link viewOf}, of what stands after its last place. */
export const tailOf = (desk: RemoteDesk, id: string) =>
  queryOptions({ queryKey: ['conversations', id, 'tail'], queryFn: () => desk.conversations.tail(id) });

/** As {@link viewOf}, of the places of one block. */
export const blockOf = (desk: RemoteDesk, id: string, block: number) =>
  queryOptions({
    queryKey: ['conversations', id, 'block', block],
    queryFn: () => desk.conversations.places(id, block * BLOCK + 1, (block + 1) * BLOCK),
  });

/** The block in which a place stands. */
export const blockAt = (seq: number): number => Math.floor((seq - 1) / BLOCK);

/** The blocks that are fetched when places from one to another are shown. @param end - the last place that there is */
export function blocksAround(from: number, to: number, end: number): number[] {
  const first = blockAt(Math.max(1, from - AHEAD));
  const last = blockAt(Math.min(end, to + AHEAD));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** The place at which a thread is opened: where the news begin; undefined: its end. */
export function openingPlace({ unread, readTo, seq }: ConversationView): number | undefined {
  return unread > 0 ? Math.min(readTo + 1, seq) : undefined;
}

/**
 * Reads a conversation from what is stored before somebody goes there, as far as its first screen shows it; again where it
 * has changed since.
 */
export async function readAhead(queries: QueryClient, desk: RemoteDesk, id: string): Promise<void> {
  // What is outdated would open the thread where the news began before.
  queries.removeQueries({ queryKey: ['conversations', id], type: 'inactive', stale: true, fetchStatus: 'idle' });
  const [view] = await Promise.all([queries.query(viewOf(desk, id)), queries.query(tailOf(desk, id))]);
  const at = openingPlace(view) ?? view.seq;
  await Promise.all(blocksAround(at, at, view.seq).map((block) => queries.query(blockOf(desk, id, block))));
}

/** Reads a conversation ahead for whoever seems to go there. */
export function useReadAhead(): (id: string) => void {
  const { desk } = useDesk();
  const queries = useQueryClient();
  return (id) => {
    // Who goes there asks again, and is told what went wrong.
    void readAhead(queries, desk, id).catch(() => undefined);
  };
}
