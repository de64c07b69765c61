import type { ApplicationLine } from '#client';

/** Whether an application goes on by what this officer may do next, and not by its applicant or a colleague. */
export function needsUs({ state, opened }: Pick<ApplicationLine, 'state' | 'opened'>): boolean {
  const may = opened?.may ?? [];
  if (state === 'received') return may.includes('authenticated');
  return may.includes('verified') || may.includes('notified');
}
