import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useDesk } from './use-desk.js';
import type { RemoteDesk } from './desk.js';

/**
 * An act at the desk, with `isPending` while it runs and `error` when it was refused. `mutate` starts it; the views that
 * it changes follow by themselves.
 */
export function useAct<Result, Given = void>(
  ask: (desk: RemoteDesk, given: Given) => Promise<Result>,
): UseMutationResult<Result, Error, Given> {
  const { desk } = useDesk();
  return useMutation({ mutationFn: (given: Given) => ask(desk, given), networkMode: 'always' });
}
