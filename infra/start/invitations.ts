import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandDocument } from './comity-command.js';
import { secretariat, states, type DemonstrationAuthority, type Person } from './demonstration-states.js';

/** Somebody who is invited to the web client. */
export type Invitee = {
  readonly person: Person;
  readonly authority: DemonstrationAuthority;
  /** The last part of the short address, and the name of the files. */
  readonly slug: string;
  /** Whether it is a further device of the administrator, who approves it with the one that there is. */
  readonly administrator: boolean;
};

/** An invitation, and what became of it. */
export type Invitation = Invitee & {
  readonly link: string;
  readonly officer: string;
  /** The browser that was enrolled with it. */
  readonly device: string | undefined;
};

/** Two officers, of two authorities that consult, the administrator of the first, and two of the secretariat. */
export const invitees: readonly Invitee[] = [
  ...states.flatMap(officerOf),
  ...states.slice(0, 1).map(administratorOf),
  administratorOf(secretariat),
  ...officerOf(secretariat),
].map((invitee) => ({ ...invitee, slug: slugOf(invitee.person) }));

/** Whether everybody's invitation is there. */
export function allInvited(folder: string): boolean {
  return invitees.every(({ slug }) => existsSync(linkFile(folder, slug)));
}

/**
 * Writes the invitations of an authority that are not there yet, one after the other: a device does one thing at a time.
 * @param run - has a person's device run a command
 */
export async function inviteOf(
  folder: string,
  authority: DemonstrationAuthority,
  run: (person: Person, argv: readonly string[]) => Promise<readonly CommandDocument[]>,
): Promise<void> {
  await mkdir(join(folder, 'invitations'), { recursive: true, mode: 0o700 });
  for (const { person, slug, administrator } of invitees.filter((invitee) => invitee.authority === authority)) {
    if (existsSync(linkFile(folder, slug))) continue;
    const act = administrator ? ['device', 'invite'] : ['officer', 'appoint', '--name', person.name];
    const [document] = await run(authority.administrator, [...act, '--invitation', invitationFile(folder, slug)]);
    await writeFile(linkFile(folder, slug), `${String(document?.['link'])}\n`);
  }
}

/** The port at which everybody who was invited was told to find the relay; undefined where nobody was. */
export async function invitedTo(folder: string): Promise<number | undefined> {
  const [file] = invitees.map(({ slug }) => invitationFile(folder, slug)).filter((one) => existsSync(one));
  if (file === undefined) return undefined;
  return Number(new URL((JSON.parse(await readFile(file, 'utf8')) as { relay: string }).relay).port);
}

/** Everybody's invitation, and whether the relay's directory holds a browser that was enrolled with it. */
export async function readInvitations(folder: string, origin: string): Promise<readonly Invitation[]> {
  const authorities = [...new Set(invitees.map(({ authority }) => authority.id))];
  const browsers = new Map((await Promise.all(authorities.map((id) => browsersOf(origin, id)))).flat());
  return Promise.all(
    invitees.map(async (invitee) => {
      const officer = await officerIdOf(folder, invitee);
      const link = (await readFile(linkFile(folder, invitee.slug), 'utf8')).trim();
      return { ...invitee, link, officer, device: browsers.get(officer) };
    }),
  );
}

/** The name of an officer who was invited, else the id. */
export async function nameOf(folder: string, officer: string): Promise<string> {
  for (const invitee of invitees) if ((await officerIdOf(folder, invitee)) === officer) return invitee.person.name;
  return officer;
}

async function officerIdOf(folder: string, { slug }: Invitee): Promise<string> {
  return (JSON.parse(await readFile(invitationFile(folder, slug), 'utf8')) as { officer: string }).officer;
}

type Enrolled = { readonly type: string; readonly kind?: string; readonly officer?: string; readonly device?: string };

/** Officers of an authority who have enrolled a browser, with the last that they did; what the directory says to everyone. */
async function browsersOf(origin: string, authority: string): Promise<[officer: string, device: string][]> {
  const browsers: [string, string][] = [];
  for (let from = 0; ;) {
    const query = `subject=${encodeURIComponent(authority)}&from=${String(from)}`;
    const answer = await fetch(`${origin}/v1/directory/statements?${query}`);
    if (!answer.ok) return browsers;
    const { statements } = (await answer.json()) as { statements: { index: number; statement: string }[] };
    for (const { index, statement } of statements) {
      const { type, kind, officer, device } = (JSON.parse(statement) as { body: Enrolled }).body;
      if (type === 'device.enrolled' && kind === 'web') browsers.push([officer ?? '', device ?? '']);
      from = index + 1;
    }
    if (statements.length === 0) return browsers;
  }
}

function officerOf(authority: DemonstrationAuthority): Omit<Invitee, 'slug'>[] {
  const { invitee } = authority;
  return invitee === undefined ? [] : [{ person: invitee, authority, administrator: false }];
}

function administratorOf(authority: DemonstrationAuthority): Omit<Invitee, 'slug'> {
  return { person: authority.administrator, authority, administrator: true };
}

function slugOf({ name }: Person): string {
  return name.toLowerCase().replaceAll(' ', '-');
}

function invitationFile(folder: string, slug: string): string {
  return join(folder, 'invitations', `${slug}.json`);
}

function linkFile(folder: string, slug: string): string {
  return join(folder, 'invitations', `${slug}.link`);
}
