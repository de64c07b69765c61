import type { RegionId } from '#contracts';
import type { Command } from 'commander';
import { officerOf, regionId, relayOrigin, type OfficerOfAuthority } from '../platform/argument.js';
import { contextOf, examples, severalOf, type Register } from '../platform/command.js';
import { placeOf } from '../platform/relay-place.js';
import { draftStatement } from '../platform/statement-file.js';

interface Options {
  readonly out: string;
  readonly coordinator: OfficerOfAuthority[];
  readonly name?: string;
  readonly relay?: string;
}

/** `comity region form REGION --name NAME --coordinator AUTHORITY/OFFICER …`, and the same with `--relay` for other coordinators */
export const regionForm: Register = (noun, streams) => {
  noun
    .command('form')
    .argument('<region>', 'id of the regional network', regionId)
    .description(
      'Write the statement that forms a regional network, or that names its coordinators anew, to be signed by k roots, offline.',
    )
    .requiredOption('--out <file>', 'the file to write')
    .requiredOption(
      '--coordinator <authority/officer>',
      'who coordinates it, with their authority; once for each',
      severalOf(officerOf),
    )
    .option('--name <name>', 'its name: a new network')
    .option('--relay <url>', 'where to ask for the place of a network that exists: other coordinators', relayOrigin)
    .addHelpText('after', '\nThe id is "region:" and lower-case letters, digits and hyphens.')
    .addHelpText(
      'after',
      examples(
        'comity region form region:lantern-coast --name "Lantern Coast" --coordinator authority:marenia-justice/officer-1f00aa11bb22cc33 --out region.json',
        'comity region form region:lantern-coast --relay https://relay.example --coordinator authority:nerovia-prosecution/officer-ae1062a1ad8e679c --out region.json',
      ),
    )
    .action(async (subject: RegionId, { out, coordinator, name, relay }: Options, command: Command) => {
      const { io } = contextOf(command, streams);
      if ((name === undefined) === (relay === undefined))
        command.error('error: give --name for a new network, or --relay for one that exists', { exitCode: 2 });
      const prev = relay === undefined ? '' : await placeOf(relay, subject);
      const coordinators = coordinator;
      const body =
        name === undefined
          ? { type: 'network.coordinator-changed', subject, prev, coordinators }
          : { type: 'network.formed', subject, prev, name, coordinators };
      await draftStatement(io, out, body, 'the roots sign it, each', ' --network FOUNDING');
    });
};
