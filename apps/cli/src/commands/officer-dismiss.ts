import type { OfficerId } from '#contracts';
import type { Command } from 'commander';
import { actingAuthority, withAuthorityKey, type AuthorityKeyOptions } from '../platform/authority-key.js';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, remark } from '../platform/io.js';

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
    const authority = await actingAuthority(options, context.passphraseFile);
    const { index } =
      authority === undefined
        ? await withDevice(context, ({ administration }) => administration.dismiss(officer))
        : await authority.state({ type: 'officer.dismissed', officer });
    print(context.io, `${officer} is dismissed: entry ${String(index)} of the directory`, { officer, index });
    remark(context.io, 'Members evict the devices from their conversations before anything more is sealed.');
  });
};
