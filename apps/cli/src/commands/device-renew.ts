import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { withClient } from '../platform/with-client.js';

/** `comity device renew` */
export const deviceRenew: Register = (noun, streams) => {
  noun
    .command('renew')
    .description(
      'Make a new agreement key for this device at once, instead of within the week: when you suspect that somebody read the old one.',
    )
    .addHelpText('after', examples('comity device renew'))
    .action(async (_options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withClient(context, async (client) => {
        await client.rotateKey();
        const { device } = client.identity;
        print(context.io, `${device} has a new agreement key`, { device });
        remark(
          context.io,
          'What is opened or renewed from now on is sealed to it; each conversation renews its keys within the week. If the device itself may be in other hands, revoke it: comity device revoke',
        );
      });
    });
};
