import type { OfficerId } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity expert end EXPERT` */
export const expertEnd: Register = (noun, streams) => {
  noun
    .command('end')
    .argument('<expert>', 'id of the expert', officerId)
    .description(
      'Withdraw a sponsorship: final. The relay cuts the expert off at once, and the keys of the conversation change. Administrators only.',
    )
    .addHelpText('after', examples('comity expert end expert-1f00aa11bb22cc33'))
    .action(async (officer: OfficerId, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        if (!(await client.experts.end(officer)))
          throw new CodedError(
            'directory.not-logged',
            'the relay took the statement and has not logged it within a minute: as far as others know, nothing has changed. Tell the operator, and the other parties; look again with "comity expert list"',
          );
        const words = `${officer} is out: the directory that its witnesses signed says so`;
        print(context.io, words, { officer });
        remark(context.io, 'Members evict the device before anything more is sealed; where you take part, it is done.');
      });
    });
};
