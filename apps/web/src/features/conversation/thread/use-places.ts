import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { Place } from '../../../desk/api/thread.js';
import { useDesk } from '../../../platform/use-desk.js';
import { blockAt, blockOf } from '../read-ahead.js';

/** What of a conversation is at hand. */
export interface Places {
  /** What stands in a place, where it was fetched. */
  readonly at: (seq: number) => Place | undefined;
  /** Whether something of it is still being read. */
  readonly isPending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Fetches the places of some blocks, and again when the conversation changes. */
export function usePlaces(conversation: string, blocks: readonly number[]): Places {
  const { desk } = useDesk();
  const client = useQueryClient();
  const queries = useQueries({ queries: blocks.map((block) => blockOf(desk, conversation, block)) });
  const fetched = new Map(queries.map(({ data }, place) => [blocks[place], data]));
  const failed = queries.find(({ isError }) => isError);
  return {
    at: (seq) => {
      const block = blockAt(seq);
      const places = fetched.get(block) ?? client.getQueryData(blockOf(desk, conversation, block).queryKey);
      const [first] = places ?? [];
      const expected = first && places?.[seq - first.seq];
      return expected?.seq === seq ? expected : places?.find((place) => place.seq === seq);
    },
    isPending: queries.some(({ isPending }) => isPending),
    error: failed?.error,
    retry: () => void failed?.refetch(),
  };
}
