import type { Command } from 'commander';
import { CodedError } from '#primitives';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { remark } from '../platform/io.js';
import { submitLogged } from '../platform/logged.js';
import { readStatementFile } from '../platform/statement-file.js';

/** `comity region accept FILE` */
export const regionAccept: Register = (noun, streams) => {
  noun
    .command('accept <file>')
    .description('Join a regional network by the invitation of its coordinator, as an administrator of your authority.')
    .addHelpText('after', examples('comity region accept esmere.region.json'))
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command, streams);
      await withDevice(context, async ({ administration, transport, session, directory, identity }) => {
        const invitation = await readStatementFile(file);
        const { type, subject, authority } = invitation.body;
        if (type !== 'network.member-added' || authority !== identity.authority)
          throw new CodedError('usage.invalid', `${file} does not invite ${identity.authority} to a regional network`);
        await submitLogged(context.io, { transport, session, directory }, [
          { file, ...administration.cosigned(invitation) },
        ]);
        remark(context.io, `${identity.authority} is a member of ${subject}.`);
      });
    });
};
