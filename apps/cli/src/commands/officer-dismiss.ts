import type { OfficerId } from '#contracts';
import type { Command } from 'commander';
import { withAuthorityKey, type AuthorityKeyOptions } from '../platform/authority-key.js';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { endForGood } from '../platform/logged.js';

/** `comity officer dismiss OFFICER` */
export const officerDismiss: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('dismiss')
      .argument('<officer>', 'id of the officer', officerId)
      .description('Dismiss an officer: final. All their devices are dead with it, on every node at once.')
      .addHelpText('after', examples('comity officer dismiss officer-1f00aa11bb22cc33')),
  ).action(async (officer: OfficerId, options: AuthorityKeyOptions, command: Command) => {
    const context = contextOf(command, streams);
    const { index } = await endForGood(context, options, { officer });
    print(context.io, `${officer} is dismissed: the directory that its witnesses signed says so`, { officer, index });
    remark(context.io, 'Members evict the devices from their conversations before anything more is sealed.');
  });
};
