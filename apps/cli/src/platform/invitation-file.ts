import { invitationLink, type Invitation } from '#client';
import { readText, writeText } from './file.js';
import { print, remark, type Io } from './io.js';

/** A link to a relay, or the code that such a link ends with: JSON in base64url begins so. */
const NO_FILE = /#invitation=|^eyJ[\w-]{40,}$/;

/** Writes an invitation's file, and prints what names it first, then its link. Neither is a secret. */
export async function giveInvitation(
  io: Io,
  file: string,
  invitation: Invitation,
  named: Readonly<Record<string, string>>,
): Promise<void> {
  await writeText(file, `${JSON.stringify(invitation, undefined, 2)}\n`);
  const link = invitationLink(invitation);
  print(io, [...Object.values(named), link], { ...named, invitation: file, link });
  remark(
    io,
    `Next: the officer opens this link in a browser, or runs: comity device enrol ${file}\nThen type the six words that are read to you: comity device approve`,
  );
}

/** The text of an invitation that was named on the command line: by a link, a code, or a file. @throws `usage.invalid` */
export async function invitationText(named: string): Promise<string> {
  return NO_FILE.test(named) ? named : readText(named);
}
