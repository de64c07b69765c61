import type { DeviceId } from '#contracts';
import type { Command } from 'commander';
import { withAuthorityKey, type AuthorityKeyOptions } from '../platform/authority-key.js';
import { deviceId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { print, remark } from '../platform/io.js';
import { endForGood } from '../platform/logged.js';

/** `comity device revoke DEVICE` */
export const deviceRevoke: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('revoke')
      .argument('<device>', 'id of the device', deviceId)
      .description('Revoke a device: final. An officer may revoke their own, an administrator any of the authority.')
      .addHelpText('after', examples('comity device revoke device-1f00aa11bb22cc33dd44ee55')),
  ).action(async (device: DeviceId, options: AuthorityKeyOptions, command: Command) => {
    const context = contextOf(command, streams);
    const { index } = await endForGood(context, options, { device });
    print(context.io, `${device} is revoked: the directory that its witnesses signed says so`, { device, index });
    remark(context.io, 'Its sockets are cut at once; members evict it before anything more is sealed.');
  });
};
