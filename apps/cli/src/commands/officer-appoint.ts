import { newOfficerId, committed, Invitation } from '#client';
import { unixSeconds } from '#primitives';
import type { Command } from 'commander';
import { actingAuthority, withAuthorityKey, type AuthorityKeyOptions } from '../platform/authority-key.js';
import { wholeNumber } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { systemClock } from '../platform/environment.js';
import { giveInvitation } from '../platform/invitation-file.js';
import { giveToSign } from '../platform/statement-file.js';

const DAY = 86_400;

interface Options extends AuthorityKeyOptions {
  readonly name: string;
  readonly telephone?: string;
  readonly email?: string;
  readonly administrator: boolean;
  readonly days: number;
  readonly invitation: string;
  readonly out?: string;
}

/** `comity officer appoint …` */
export const officerAppoint: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('appoint')
      .description('Appoint an officer of your authority and write the invitation for their first device.')
      .requiredOption('--name <name>', 'shown to members; the log holds only a commitment')
      .option('--telephone <number>', 'shown to members')
      .option('--email <address>', 'shown to members')
      .option('--administrator', 'also an administrator: needs a second administrator, or --authority-key', false)
      .option('--days <n>', 'how long the appointment is valid', wholeNumber(1, 3660), 1095)
      .requiredOption('--invitation <file>', 'the invitation to write')
      .option('--out <file>', 'with --administrator: write the statement, for a second administrator to sign'),
  )
    .addHelpText('after', examples('comity officer appoint --name "A. Officer" --invitation officer.json'))
    .action(async (options: Options, command: Command) => {
      const context = contextOf(command, streams);
      const officer = newOfficerId();
      const from = unixSeconds(systemClock);
      const act = {
        officer,
        roles: options.administrator ? (['administrator', 'officer'] as const) : (['officer'] as const),
        validity: { from, until: from + options.days * DAY },
      };
      const person = { name: options.name, telephone: options.telephone ?? '', email: options.email ?? '' };
      const authority = await actingAuthority(options, context.passphraseFile);
      const invitation =
        authority === undefined
          ? await withDevice(context, async ({ administration, carried, identity }) => {
              if (options.out === undefined) await administration.appoint({ ...act, person });
              else
                await giveToSign(context.io, options.out, carried, await carried.makeAdministrator({ ...act, person }));
              return { ...identity.invitation, officer };
            })
          : await (async () => {
              const { fields, openings } = committed(person);
              await authority.state({ type: 'officer.appointed', ...act, fields }, openings);
              const { relay, founding } = authority;
              return Invitation.parse({ relay, founding, authority: authority.authority, officer });
            })();
      await giveInvitation(context.io, options.invitation, invitation, { officer });
    });
};
