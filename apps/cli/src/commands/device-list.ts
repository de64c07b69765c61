import { waitingEnrolments } from '#client';
import type { Command } from 'commander';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { print, table } from '../platform/io.js';

/** `comity device list` */
export const deviceList: Register = (noun, streams) => {
  noun
    .command('list')
    .description('The devices of your authority: live, ended, and (for administrators) waiting.')
    .option('--waiting', 'also those that wait for approval; administrators only', false)
    .addHelpText('after', examples('comity device list', 'comity device list --waiting'))
    .action(async ({ waiting: wanted }: { waiting: boolean }, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ directory, identity, transport, session }) => {
        await directory.sync();
        const at = directory.checkpoint?.at ?? 0;
        const devices = directory.latest.devicesOf(identity.authority).map(({ id, officer, kind }) => ({
          device: id,
          officer,
          kind,
          standing: directory.latest.standing(id, at),
        }));
        const waiting = wanted ? await waitingEnrolments(transport, session) : [];
        print(
          context.io,
          table([
            ...devices.map(({ device, officer, kind, standing }) => [device, officer, kind, standing]),
            ...waiting.map(({ device, officer }) => [device, officer, '', 'waits for its six words']),
          ]),
          { devices, waiting: waiting.map(({ device, officer }) => ({ device, officer })) },
        );
      });
    });
};
