import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, safeText } from '../platform/io.js';
import { noticeLines } from '../platform/show-item.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

/** `comity trust` */
export const trust: Register = (program, streams) => {
  program
    .command('trust')
    .description(
      'One answer to "may I rely on what I see?": what was checked, and everything that was not as it should be.',
    )
    .option('--notice <n>', 'one notice with its evidence, to save and to show to others', wholeNumber(1, 1_000_000))
    .addHelpText('after', examples('comity trust', 'comity --json trust --notice 3'))
    .action(async ({ notice: wanted }: { notice?: number }, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(
        context,
        async (client, online) => {
          const notices = await client.notices();
          if (wanted !== undefined) {
            const found = notices.find(({ number }) => number === wanted);
            if (found === undefined)
              throw new CodedError('person.unknown', `there is no notice ${wanted}: see "comity trust"`);
            print(context.io, [...noticeLines(found), safeText(JSON.stringify(found, undefined, 2))], found);
            return;
          }
          const answer = await client.trust();
          const { directory, keyLogged, cloned, calm } = answer;
          print(
            context.io,
            [
              calm ? 'All is as it should be.' : '! Not everything is as it should be.',
              `  directory   ${String(directory.size)} entries, confirmed by the witnesses at ${timeOf(directory.at, context.io)}${directory.fresh ? '' : ', TOO LONG AGO'}`,
              `  this device ${keyLogged ? 'has its key in the record: others can write to it' : 'has no key in the record yet: others cannot write to it'}${cloned === undefined ? '' : '; SOMEBODY ELSE SENT AS THIS DEVICE: enrol a new one, and have this one revoked'}`,
              ...(online ? [] : ['  the relay did not answer just now']),
              ...notices.flatMap(noticeLines),
            ],
            { ...answer, online, notices },
          );
        },
        { offline: true },
      );
    });
};
