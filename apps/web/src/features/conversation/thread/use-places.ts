import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { Place } from '../../../desk/api/thread.js';
import { useDesk } from '../../../platform/use-desk.js';

/** Places that are fetched at once. */
const BLOCK = 50;

/** What of a conversation is at hand. */
export interface Places {
  /** What stands in a place, where it was fetched. */
  readonly at: (seq: number) => Place | undefined;
  /** Whether something of it is still being read. */
  readonly isPending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
}

/** Fetches the places from one to another, block by block, and again when the conversation changes. */
export function usePlaces(conversation: string, from: number, to: number): Places {
  const { desk } = useDesk();
  const client = useQueryClient();
  const keyOf = (block: number) => ['conversations', conversation, 'block', block] as const;
  const first = blockOf(Math.max(1, from));
  const blocks = Array.from({ length: Math.max(0, blockOf(to) - first + 1) }, (_, place) => first + place);
  const queries = useQueries({
    queries: blocks.map((block) => ({
      queryKey: keyOf(block),
      queryFn: () => desk.conversations.places(conversation, block * BLOCK + 1, (block + 1) * BLOCK),
    })),
  });
  const fetched = new Map(queries.map(({ data }, place) => [blocks[place], data]));
  const failed = queries.find(({ isError }) => isError);
  return {
    at: (seq) => {
      const block = blockOf(seq);
      const places = fetched.get(block) ?? client.getQueryData<readonly Place[]>(keyOf(block));
      const expected = places?.[(seq - 1) % BLOCK];
      return expected?.seq === seq ? expected : places?.find((place) => place.seq === seq);
    },
    isPending: queries.some(({ isPending }) => isPending),
    error: failed?.error,
    retry: () => void failed?.refetch(),
  };
}

function blockOf(seq: number): number {
  return Math.floor((seq - 1) / BLOCK);
}
