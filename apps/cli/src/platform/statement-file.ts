import { formatStatementFile, statementIn, type CarriedStatement, type OpenDevice, type StatementFile } from '#client';
import { canonicalJson } from '#crypto';
import { networkIdOf, parseStatement } from '#directory';
import { CodedError } from '#primitives';
import { readText, writeText } from './file.js';
import { print, remark, safeLine, type Io } from './io.js';

/** Reads a statement's file. @throws `usage.invalid` */
export async function readStatementFile(file: string): Promise<StatementFile> {
  const statement = statementIn(await readText(file));
  if (statement === undefined)
    throw new CodedError(
      'usage.invalid',
      `${file} is not a file of a statement: make it with "comity network found", "authority notify" or "authority page"`,
    );
  return statement;
}

/** Writes a statement's file after checking that its body has exactly the fields of its type; for its owner alone where values stand in it in the clear. */
export async function writeStatementFile(file: string, statement: StatementFile): Promise<void> {
  await writeText(file, formatStatementFile(statement), { personal: (statement.openings ?? []).length > 0 });
}

/**
 * Writes a statement that nobody has signed yet, and says how it is signed next.
 * @param who - who signs it
 * @param more - further words of their command line
 */
export async function draftStatement(
  io: Io,
  file: string,
  body: StatementFile['body'],
  who: string,
  more = '',
): Promise<void> {
  await writeStatementFile(file, { body, signatures: [] });
  print(io, file, { file });
  remark(io, `Next: ${who} with: comity statement sign ${file} --key ROOT.key${more}`);
}

/** Writes a statement that this device has signed and that takes a second administrator, and says how it goes on. */
export async function giveToSign(
  io: Io,
  file: string,
  carried: OpenDevice['carried'],
  prepared: CarriedStatement,
): Promise<void> {
  await keepInFile(file, carried, prepared);
  remark(io, `${file}: signed by this device; it takes a second administrator.`);
  for (const line of nextLines(prepared)) remark(io, line);
  remark(io, `They run: comity statement sign ${file} && comity statement submit ${file}`);
  remark(io, 'or open it in a browser, under Administration, Second signatures. One of the two is no browser.');
}

/** To whom a carried statement is handed, and by when. */
export function nextLines({ next, isPlaced }: Pick<CarriedStatement, 'next' | 'isPlaced'>): string[] {
  return [
    next.length === 0
      ? 'Next: nobody else can sign it now, for your authority has no other administrator with a device that counts. Its key can: --authority-key.'
      : `Next: hand the file to one of these, and tell them, for nothing else does: ${next.map(({ name }) => safeLine(name)).join(', ')}.`,
    ...(isPlaced
      ? ['It goes out of date as soon as anything else is stated about your authority: a page, an officer, a device.']
      : []),
  ];
}

/** Keeps a carried statement in its file, and on the device no more. */
export async function keepInFile(
  file: string,
  carried: OpenDevice['carried'],
  statement: CarriedStatement,
): Promise<void> {
  await writeStatementFile(file, statement.file);
  await carried.drop(statement.id);
}

/** The statement's canonical text, as it is submitted. */
export function canonicalStatement({ body, signatures }: StatementFile): string {
  return canonicalJson({ body, signatures });
}

/** The founding statement of a file, and the identity it gives the network. */
export async function readFounding(file: string): Promise<{ founding: string; networkId: Uint8Array }> {
  const founding = canonicalStatement(await readStatementFile(file));
  return { founding, networkId: networkIdOf(parseStatement(founding).body) };
}
