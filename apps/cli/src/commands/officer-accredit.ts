import { inTheLog } from '#client';
import type { OfficerId } from '#contracts';
import { CodedError, unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { officerId, wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { systemClock, timers } from '../platform/environment.js';
import { print, remark } from '../platform/io.js';

const DAY = 86_400;

/** `comity officer accredit OFFICER` */
export const officerAccredit: Register = (noun, streams) => {
  noun
    .command('accredit')
    .argument('<officer>', 'id of an officer of another authority: see "comity directory show"', officerId)
    .description('Have a liaison officer of another authority serve yours too, for a time; or end it, for good.')
    .option('--days <n>', 'how long it holds', wholeNumber(1, 3660), 365)
    .option('--end', 'end it: their devices leave the conversations in which they sit for your authority', false)
    .addHelpText(
      'after',
      examples(
        'comity officer accredit officer-1f00aa11bb22cc33 --days 730',
        'comity officer accredit officer-1f00aa11bb22cc33 --end',
      ),
    )
    .action(async (officer: OfficerId, { days, end }: { days: number; end: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ administration, directory, identity }) => {
        await directory.sync();
        const home = directory.latest.officer(officer)?.authority;
        if (home === undefined || home === identity.authority)
          throw new CodedError('person.unknown', `${officer} is no officer of another authority`);
        const from = unixSeconds(systemClock);
        const validity = { from, until: from + days * DAY };
        const { index } = end
          ? await administration.endAccreditation(officer)
          : await administration.accredit({ officer, home, validity });
        const serves = (): boolean => directory.latest.officer(officer)?.serves.includes(identity.authority) === true;
        if (!(await inTheLog(directory, timers, () => serves() !== end)))
          throw new CodedError(
            'directory.not-logged',
            'the relay took the statement and has not logged it within a minute: as far as others know, nothing has changed. Tell the operator, and the other authorities',
          );
        const words = end
          ? `${officer} serves your authority no longer`
          : `${officer} of ${home} serves your authority too`;
        print(context.io, words, { officer, home, index });
        if (!end) remark(context.io, 'Bring them in: comity conversation add CONVERSATION --officer OFFICER');
      });
    });
};
