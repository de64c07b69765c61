import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { approveCommand } from './approval.js';
import type { Invitation } from './invitations.js';

/** An invitation, and the address that a person opens: one that leads to its link, or, once it was used, the web client's. */
type Door = Invitation & { readonly address: string };

/** What there is to sign in by a browser with. */
export type Web = {
  readonly doors: readonly Door[];
  /** The network's id, in hexadecimal digits. */
  readonly network: string;
  /** Whether the six words can be typed below the screen. */
  readonly asks: boolean;
};

/**
 * What the screen says of the demonstration: how to sign in, in browsers and in terminals.
 * @param folder - where it keeps its devices
 * @param web - absent where no web client is served
 */
export async function demonstrationLines(folder: string, web?: Web): Promise<readonly string[]> {
  return [FOUNDED, ...(web === undefined ? [] : signInLines(folder, web)), '', ...(await terminalLines(folder))];
}

const FOUNDED = 'A demonstration network is founded: a secretariat and four fictional States, all invented.';

function signInLines(folder: string, { doors, network, asks }: Web): string[] {
  const waiting = doors.filter(({ device }) => device === undefined);
  const steps = [
    ['Open each address in a browser of its own, or in a profile of one:', '', ...addressLines(doors)],
    ...(waiting.length === 0
      ? [['Sign in with the passphrase that was chosen there.']]
      : [
          ['Compare the identity of the network, and choose a passphrase:', '', ...identityLines(network)],
          approvalLines(folder, waiting, asks),
          [
            'Write: a moment later the officers of both States are in a consultation under way, with what was said in it.',
          ],
        ]),
  ];
  return steps.flatMap(([first = '', ...more], i) => ['', `${String(i + 1)}  ${first}`, ...more.map(indented)]);
}

function indented(line: string): string {
  return line === '' ? '' : `   ${line}`;
}

function addressLines(doors: readonly Door[]): string[] {
  const width = Math.max(...doors.map(({ address }) => address.length));
  return doors.map(({ address, person, authority, administrator, device }) => {
    const office = `${administrator ? 'administrator' : 'officer'}, ${authority.name}`;
    const again = device === undefined ? '' : ' (in the browser that signed in before)';
    return `  ${address.padEnd(width)}  ${person.name}, ${office}${again}`;
  });
}

/** The identity as the page shows it: groups of four digits, eight in a line. */
function identityLines(network: string): string[] {
  const groups = network.match(/.{4}/g) ?? [];
  return [groups.slice(0, 8), groups.slice(8)].map((line) => `  ${line.join(' ')}`);
}

function approvalLines(folder: string, waiting: readonly Door[], asks: boolean): string[] {
  const commands = [...new Set(waiting.map(({ authority }) => authority.administrator))].flatMap((administrator) => {
    const theirs = waiting.filter(({ authority }) => authority.administrator === administrator);
    return [
      `  for ${theirs.map(({ person }) => person.name).join(' or ')}:`,
      `  npx comity ${approveCommand(folder, administrator).join(' ')} "the six words"`,
    ];
  });
  return [
    'Type the six words that the page shows, as the administrator does who hears them on the telephone:',
    asks
      ? 'at the prompt below; or in a browser, under Administration; or in another terminal:'
      : 'in a browser, under Administration; or in another terminal:',
    '',
    ...commands,
  ];
}

async function terminalLines(folder: string): Promise<string[]> {
  const id = (await readFile(join(folder, 'conversation'), 'utf8')).trim();
  const follow = (person: string): string =>
    `  npx comity --home ${join(folder, person)} --passphrase-file ${join(folder, 'passphrase')} conversation follow ${id.slice(0, 8)}`;
  return [
    'In terminals instead, as Ana Belmonte of Marenia and Bashir Odelan of Nerovia, in the same consultation:',
    '',
    follow('marenia'),
    follow('nerovia'),
    '',
    'Each line you type there is sent, sealed for the other side. npm run demo plays a scripted exchange.',
  ];
}
