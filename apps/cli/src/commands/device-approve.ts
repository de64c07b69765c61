import { EnrolmentRequest } from '#contracts';
import { approveEnrolment, signedStatement, submitStatement } from '#client';
import { isDeviceCode, parseCanonicalJson } from '#crypto';
import { CodedError } from '#primitives';
import type { Command } from 'commander';
import {
  actingAuthority,
  withAuthorityKey,
  type ActingAuthority,
  type AuthorityKeyOptions,
} from '../platform/authority-key.js';
import { contextOf, examples, type Register } from '../platform/command.js';
import { withDevice } from '../platform/context.js';
import { readJson } from '../platform/file.js';
import { print } from '../platform/io.js';
import { askWords } from '../platform/secrets.js';

interface Options extends AuthorityKeyOptions {
  readonly request?: string;
}

/** `comity device approve [WORDS…]` */
export const deviceApprove: Register = (noun, streams) => {
  withAuthorityKey(
    noun
      .command('approve [words...]')
      .description(
        'Type the six words that the officer reads to you; the device that has them is enrolled, and no other.',
      )
      .option('--request <file>', 'with --authority-key: the request that "device enrol --request-out" wrote'),
  )
    .addHelpText('after', examples('comity device approve wobble kiwi excavate upload snooper rarity'))
    .action(async (typed: string[], options: Options, command: Command) => {
      const context = contextOf(command, streams);
      const authority = await actingAuthority(options, context.passphraseFile);
      const words = typed.length > 0 ? typed.join(' ') : await askWords();
      const { officer, device } =
        authority === undefined
          ? await withDevice(context, (open) =>
              approveEnrolment({ ...open, credentials: open.session, networkId: open.identity.networkId, words }),
            )
          : await approveRequest(authority, options.request, words);
      print(context.io, `${device} of ${officer} is enrolled.`, { officer, device });
    });
};

async function approveRequest(
  authority: ActingAuthority,
  file: string | undefined,
  words: string,
): Promise<{ officer: string; device: string }> {
  if (file === undefined)
    throw new CodedError(
      'usage.invalid',
      '--authority-key also needs --request: the file that "device enrol --request-out" wrote',
    );
  const parsed = EnrolmentRequest.safeParse(await readJson(file));
  if (!parsed.success)
    throw new CodedError('usage.invalid', `${file} is not a request that "device enrol --request-out" wrote`);
  const request = parsed.data;
  const body = parseCanonicalJson(request.body) as Record<string, unknown>;
  if (!isDeviceCode({ typed: words, networkId: authority.networkId, enrolment: body })) {
    throw new CodedError(
      'statement.other-device',
      'the file holds another device than the one whose words were read: do not sign',
    );
  }
  const own = { key: String(body['signature']), signature: request.signature };
  await submitStatement(authority.transport, signedStatement(authority.networkId, body, authority.signers, [own]));
  return { officer: String(body['officer']), device: String(body['device']) };
}
