import type { UseQueryResult } from '@tanstack/react-query';
import type { Line, Standing } from '../../desk/api/trust.js';
import { useView } from '../../platform/use-desk.js';

/** What was checked, and everything that was not as it should be. */
export function useStanding(): UseQueryResult<Standing> {
  return useView(['trust'], (desk) => desk.trust.standing());
}

/** Whether the relay is reached. */
export function useLine(): Line {
  const { data } = useView<Line>(['trust', 'line'], async (desk) => desk.trust.line());
  return data ?? { is: 'up' };
}
