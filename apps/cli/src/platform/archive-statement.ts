import type { StatementAccepted } from '#contracts';
import { CodedError } from '#primitives';
import { actingAuthority, withAuthorityKey, type AuthorityKeyOptions } from './authority-key.js';
import type { Command } from 'commander';
import { withDevice, type Context } from './context.js';
import type { archiveDeclaration } from '#client';
import { print } from './io.js';
import { giveToSign } from './statement-file.js';

/** The options of a statement about an archive: signed by the authority's own key, or by two administrators in a file. */
export interface ArchiveStatementOptions extends AuthorityKeyOptions {
  readonly out?: string;
}

/** Adds {@link ArchiveStatementOptions} to a command. */
export function withArchiveSigners(command: Command): Command {
  return withAuthorityKey(
    command.option('--out <file>', 'without --authority-key: the statement, for a second administrator to sign'),
  );
}

/**
 * States something about the own authority's archive: at once with the authority's key, or as a file with this
 * administrator's signature, for a second one to add theirs.
 * @param done - the words once it stands
 */
export async function stateOfArchive(
  context: Context,
  options: ArchiveStatementOptions,
  act: ReturnType<typeof archiveDeclaration>,
  done: string,
): Promise<void> {
  const authority = await actingAuthority(options, context.passphraseFile);
  if (authority !== undefined) {
    const { index }: StatementAccepted = await authority.state(act);
    print(context.io, `${done}: entry ${String(index)} of the directory`, { index });
    return;
  }
  const { out } = options;
  if (out === undefined)
    throw new CodedError(
      'usage.invalid',
      'it takes two administrators: name the file that goes to the second with --out, or use --authority-key',
    );
  await withDevice(context, async ({ carried }) => {
    await giveToSign(context.io, out, carried, await carried.declare(act));
    print(context.io, out, { file: out });
  });
}
