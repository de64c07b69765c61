import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, safeText } from '../platform/io.js';
import { noticeLines } from '../platform/show-item.js';
import { timeOf } from '../platform/time.js';
import { withClient } from '../platform/with-client.js';

interface Options {
  readonly notice?: number;
  readonly dealtWith?: boolean;
}

/** `comity trust` */
export const trust: Register = (program, streams) => {
  program
    .command('trust')
    .description(
      'One answer to "may I rely on what I see?": what was checked, and everything that was not as it should be.',
    )
    .option('--notice <n>', 'one notice with its evidence, to save and to show to others', wholeNumber(1, 1_000_000))
    .option('--dealt-with', 'with --notice: takes note that you have dealt with it, once everything is checked again')
    .addHelpText(
      'after',
      examples('comity trust', 'comity --json trust --notice 3', 'comity trust --notice 3 --dealt-with'),
    )
    .action(async ({ notice: wanted, dealtWith = false }: Options, command: Command) => {
      const context = contextOf(command, streams);
      if (dealtWith && wanted === undefined)
        throw new CodedError('usage.invalid', 'name with --notice the one that you have dealt with');
      await withClient(
        context,
        async (client, online) => {
          if (wanted !== undefined) {
            if (dealtWith) await client.dealWith(wanted);
            const found = (await client.notices()).find(({ number }) => number === wanted);
            if (found === undefined)
              throw new CodedError('notice.absent', `there is no notice ${wanted}: see "comity trust"`);
            const lines = [...noticeLines(found, context.io), safeText(JSON.stringify(found, undefined, 2))];
            print(context.io, lines, found);
            return;
          }
          const notices = await client.notices();
          const open = notices.filter(({ standing }) => standing === 'open');
          const others = notices.filter(({ standing }) => standing !== 'open');
          const answer = await client.trust();
          const { directory, keyLogged, cloned, calm } = answer;
          print(
            context.io,
            [
              calm ? 'All is as it should be.' : '! Not everything is as it should be.',
              `  directory   ${String(directory.size)} entries, confirmed by the witnesses at ${timeOf(directory.at, context.io)}${directory.fresh ? '' : ', TOO LONG AGO'}`,
              ...(directory.missing === 0
                ? []
                : [
                    `  directory   THE RELAY HAS NOT GIVEN ${String(directory.missing)} of its statements: nothing goes to whom they concern`,
                  ]),
              `  this device ${keyLogged ? 'has its key in the record: others can write to it' : 'has no key in the record yet: others cannot write to it'}${cloned === undefined ? '' : '; SOMEBODY ELSE SENT AS THIS DEVICE: enrol a new one, and have this one revoked'}`,
              ...(online ? [] : ['  the relay did not answer just now']),
              ...[...open, ...others].flatMap((notice) => noticeLines(notice, context.io)),
            ],
            { ...answer, online, notices },
          );
        },
        { offline: true },
      );
    });
};
