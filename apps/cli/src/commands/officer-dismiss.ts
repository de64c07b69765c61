import type { OfficerId } from '#contracts';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import { withAuthorityKey, type AuthorityKeyOptions } from '../platform/authority-key.js';
import { officerId } from '../platform/argument.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { handOverWords } from '../platform/hand-over-words.js';
import { print, remark } from '../platform/io.js';
import { endForGood } from '../platform/logged.js';
import { findOfficer } from '../platform/names.js';
import { giveToSign } from '../platform/statement-file.js';
import { withClient } from '../platform/with-client.js';

interface Options extends AuthorityKeyOptions {
  readonly successor?: string;
  readonly out?: string;
}

/** `comity officer dismiss OFFICER` */
export const officerDismiss: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('dismiss')
      .argument('<officer>', 'id of the officer', officerId)
      .description('Dismiss an officer: final. All their devices are dead with it, on every node at once.')
      .option(
        '--successor <name>',
        'first bring this officer, with history, into the conversations that this device shares with the one who leaves',
      )
      .option('--out <file>', 'of an administrator: write the statement, for a second administrator to sign')
      .addHelpText(
        'after',
        examples(
          'comity officer dismiss officer-1f00aa11bb22cc33',
          'comity officer dismiss officer-1f00aa11bb22cc33 --successor "Calloway"',
          'comity officer dismiss officer-1f00aa11bb22cc33 --out dismissed.json',
        ),
      ),
  ).action(async (officer: OfficerId, options: Options, command: Command) => {
    const context = contextOf(command, streams);
    const { successor } = options;
    const handedOver =
      successor === undefined
        ? undefined
        : await withClient(context, (client) =>
            client.handOver(officer, findOfficer(client, client.identity.authority, successor)),
          );
    // It is final: whoever counts on a successor is told before, and not afterwards.
    if (handedOver?.length === 0)
      throw new CodedError(
        'usage.invalid',
        `nobody is dismissed: this device shares no open conversation with ${officer}. Leave --successor out, or have a colleague who shares one run first: comity conversation hand-over SUCCESSOR --of ${officer}`,
      );
    for (const line of handedOver === undefined ? [] : handOverWords(handedOver)) remark(context.io, line);
    const { out } = options;
    if (out !== undefined) {
      await withDevice(context, async ({ carried }) =>
        giveToSign(context.io, out, carried, await carried.dismiss(officer)),
      );
      print(context.io, out, { officer, file: out, ...(handedOver === undefined ? {} : { handedOver }) });
      return;
    }
    const { index } = await endForGood(context, options, { officer });
    const words = `${officer} is dismissed: the directory that its witnesses signed says so`;
    print(context.io, words, { officer, index, ...(handedOver === undefined ? {} : { handedOver }) });
    remark(context.io, 'Members evict the devices from their conversations before anything more is sealed.');
    if (handedOver === undefined)
      remark(
        context.io,
        'Colleagues hand over what they share with them: comity conversation hand-over SUCCESSOR --of OFFICER',
      );
  });
};
