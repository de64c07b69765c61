import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approveCommand } from './approval.js';
import type { Invitation } from './invitations.js';

/** An invitation, and the address that a person opens: one that leads to its link, or, once it was used, the web client's. */
export type Door = Invitation & { readonly address: string };

/**
 * What the screen says of the demonstration: how to sign in, in browsers and in terminals.
 * @param folder - where it keeps its devices
 * @param doors - none where no web client is served
 * @param asks - whether the six words can be typed below the screen
 */
export async function demonstrationLines(
  folder: string,
  doors: readonly Door[],
  asks: boolean,
): Promise<readonly string[]> {
  return [
    'A demonstration network is founded: a secretariat and four fictional States, all invented.',
    ...signInLines(doors),
    ...approvalLines(folder, doors, asks),
    ...(await terminalLines(folder)),
  ];
}

function signInLines(doors: readonly Door[]): string[] {
  if (doors.length === 0) return [];
  const width = Math.max(...doors.map(({ address }) => address.length));
  return [
    '',
    'Sign in side by side: open each address in a browser, or a profile of one, of its own.',
    '',
    ...doors.map(({ address, person, authority, administrator, device }) => {
      const office = `${administrator ? 'an administrator' : 'an officer'} of ${authority.id}`;
      const again = device === undefined ? '' : ', in the browser that signed in before';
      return `  ${address.padEnd(width)}  ${person.name}, ${office}${again}`;
    }),
  ];
}

function approvalLines(folder: string, doors: readonly Door[], asks: boolean): string[] {
  const waiting = doors.filter(({ device }) => device === undefined);
  if (waiting.length === 0) return [];
  const commands = [...new Set(waiting.map(({ authority }) => authority.administrator))].flatMap((administrator) => {
    const theirs = waiting.filter(({ authority }) => authority.administrator === administrator);
    return [
      `  for ${theirs.map(({ person }) => person.name).join(' or ')}:`,
      `  npx comity ${approveCommand(folder, administrator).join(' ')} "the six words"`,
    ];
  });
  return [
    '',
    'Choose a passphrase; six words are shown, which one reads to an administrator. The administrator types them',
    ...(asks
      ? ['here, below; or in a browser, under Administration; or in another terminal:']
      : ['in a browser, under Administration, or in another terminal:']),
    '',
    ...commands,
  ];
}

async function terminalLines(folder: string): Promise<string[]> {
  const id = (await readFile(join(folder, 'conversation'), 'utf8')).trim();
  const follow = (person: string): string =>
    `  npx comity --home ${join(folder, person)} --passphrase-file ${join(folder, 'passphrase')} conversation follow ${id.slice(0, 8)}`;
  return [
    '',
    'In terminals instead, as Ana Belmonte of Marenia and Bashir Odelan of Nerovia, in the consultation under way:',
    '',
    follow('marenia'),
    follow('nerovia'),
    '',
    'Each line you type there is sent, sealed for the other side. npm run demo plays a scripted exchange.',
  ];
}
