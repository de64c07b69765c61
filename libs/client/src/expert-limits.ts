import { ProblemError, type OfficerId } from '#contracts';
import type { Officer } from '#directory';

/** Whose device this is, and the directory that says what they are. */
export interface Limited {
  readonly directory: {
    readonly latest: { officer(id: OfficerId): Pick<Officer, 'conversation'> | undefined };
  };
  readonly self: { readonly officer: OfficerId };
}

/** Whether this device is an outside expert's: one conversation, and nothing else (protocol 1.1). */
export function isExpert({ directory, self }: Limited): boolean {
  return directory.latest.officer(self.officer)?.conversation !== undefined;
}

/** Refuses what is not for outside experts as the relay would, before it is asked. @throws `expert.refused` */
export function refuseExpert(who: Limited): void {
  if (isExpert(who)) throw new ProblemError('expert.refused');
}
