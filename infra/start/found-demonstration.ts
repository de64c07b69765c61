import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningSeed } from '#crypto/log-signer';
import { toHex } from '#primitives';
import type { CommandDocument } from './comity-command.js';
import { ComityWorkers } from './comity-workers.js';
import { pageOf } from './demonstration-pages.js';
import { secretariat, states, type DemonstrationAuthority, type Person } from './demonstration-states.js';
import { allInvited, inviteOf } from './invitations.js';
import { verifierKeyOf, witnessKeyFile } from './witness.js';

/** What the demonstration is founded with. */
export type DemonstrationOptions = {
  /** Comity's data folder. */
  readonly dataDir: string;
  /** The relay's log keys. */
  readonly keysDir: string;
  /** Takes one line of progress. */
  readonly report: (line: string) => void;
};

const ROOTS = ['root-1.key', 'root-2.key', 'root-3.key'] as const;
const SUBJECT = 'Bank records in a fraud case';
const QUESTION = 'Good morning. Before we draft: what does your law ask for to order bank records in a fraud case?';
const ANSWER =
  'Good morning. The account number and a summary of facts linking it to the offence. We gladly look at a draft first.';

/** Where the demonstration keeps its keys, devices and passphrase. */
export function demonstrationFolder(dataDir: string): string {
  return join(dataDir, 'demonstration');
}

/** Whether a founding began in this data folder and never ended: what it left cannot be gone on with. */
export function foundingWasInterrupted(dataDir: string): boolean {
  const folder = demonstrationFolder(dataDir);
  return existsSync(join(folder, 'begun')) && !existsSync(join(folder, 'founded'));
}

/**
 * Founds the demonstration network by the commands a person would use, once; a network that is there is left alone, but for
 * invitations that it lacks.
 * @param origin of the relay, which is ready
 * @returns its folder
 */
export async function foundDemonstration(origin: string, options: DemonstrationOptions): Promise<string> {
  const folder = demonstrationFolder(options.dataDir);
  if (!existsSync(join(folder, 'founded'))) await new Founding(origin, folder, options).found();
  else if (!allInvited(folder)) await new Founding(origin, folder, options).inviteOnly();
  return folder;
}

class Founding {
  readonly #workers = new ComityWorkers();
  readonly #network: string;
  readonly #secret: readonly string[];

  constructor(
    private readonly origin: string,
    private readonly folder: string,
    private readonly options: DemonstrationOptions,
  ) {
    this.#network = join(folder, 'founding.json');
    this.#secret = ['--passphrase-file', join(folder, 'passphrase')];
  }

  async found(): Promise<void> {
    try {
      await this.steps();
    } finally {
      await this.#workers.close();
    }
  }

  /** For a network that was founded before there was a web client. */
  async inviteOnly(): Promise<void> {
    try {
      for (const authority of [secretariat, ...states]) await this.invite(authority);
    } finally {
      await this.#workers.close();
    }
  }

  /** What does not wait for something else is done at the same time; each device does one thing after another. */
  private async steps(): Promise<void> {
    const { report } = this.options;
    const authorities = [secretariat, ...states];
    await mkdir(join(this.folder, 'keys'), { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, 'begun'), '');
    await writeFile(join(this.folder, 'passphrase'), `${toHex(newSigningSeed().slice(0, 12))}\n`, { mode: 0o600 });
    report('Founding the demonstration network, which takes half a minute: keys of its roots and authorities …');
    const [roots, [release = ''], own] = await Promise.all([
      this.newKeys(ROOTS),
      this.newKeys(['release.key']),
      this.newKeys(authorities.map((authority) => `${slugOf(authority)}.key`)),
    ]);
    report('… five authorities, notified by their States and signed by two of three roots');
    await this.network(roots, release);
    const notified = await Promise.all(authorities.map((one, i) => this.notified(one, own[i] ?? '')));
    await this.sign([this.#network, ...notified], ROOTS[0]);
    // One after the other: a signature rewrites its file, and everything but the founding statement is signed beside that one.
    await this.sign(notified, ROOTS[2]);
    await this.sign([this.#network], ROOTS[1]);
    await this.#workers.run(['statement', 'submit', this.#network, ...notified, '--relay', this.origin]);
    report('… their officers and devices');
    await Promise.all(authorities.map((authority) => this.staff(authority)));
    report('… their pages, approved by the secretariat, and a consultation under way');
    await Promise.all([this.pages(), this.consultation()]);
    await writeFile(join(this.folder, 'founded'), '');
  }

  private file(name: string): string {
    return join(this.folder, 'keys', name);
  }

  private device(person: Person, argv: readonly string[]): Promise<readonly CommandDocument[]> {
    return this.#workers.run([...this.#secret, '--home', join(this.folder, person.folder), ...argv]);
  }

  /** Makes key files; answers their public keys. */
  private async newKeys(names: readonly string[]): Promise<string[]> {
    const made = names.map((name) => this.#workers.run([...this.#secret, 'key', 'new', this.file(name)]));
    return (await Promise.all(made)).map(([document]) => String(document?.['publicKey']));
  }

  private async sign(files: readonly string[], key: string): Promise<void> {
    const argv = ['statement', 'sign', ...files, '--key', this.file(key), '--network', this.#network];
    await this.#workers.run([...this.#secret, ...argv]);
  }

  private async network(roots: readonly string[], release: string): Promise<void> {
    const { keysDir, dataDir } = this.options;
    const argv = ['network', 'found', '--out', this.#network, '--name', 'Lantern Network', '--threshold', '2'];
    argv.push('--directory-log', await verifierKeyOf(join(keysDir, 'directory.key')));
    argv.push('--audit-log', await verifierKeyOf(join(keysDir, 'audit.key')));
    argv.push('--witness', await verifierKeyOf(await witnessKeyFile(join(dataDir, 'witness'))));
    argv.push('--secretariat', secretariat.id, '--release-key', release, ...roots.flatMap((root) => ['--root', root]));
    await this.#workers.run(argv);
  }

  /** Writes the statement that an authority was notified; answers its file. */
  private async notified(authority: DemonstrationAuthority, key: string): Promise<string> {
    const out = this.file(`${slugOf(authority)}.notified.json`);
    const { id, state, name, reference, date, functions, instruments } = authority;
    const argv = ['authority', 'notify', id, '--out', out, '--state', state, '--name', name, '--key', key];
    argv.push('--reference', reference, '--date', date);
    argv.push(
      ...functions.flatMap((word) => ['--function', word]),
      ...instruments.flatMap((word) => ['--instrument', word]),
    );
    await this.#workers.run(argv);
    return out;
  }

  private async staff(authority: DemonstrationAuthority): Promise<void> {
    const { administrator, officer, id } = authority;
    const byKey = ['--authority', id, '--authority-key', this.file(`${slugOf(authority)}.key`)];
    byKey.push('--network', this.#network, '--relay', this.origin);
    const first = this.file(`${administrator.folder}.invitation.json`);
    const appointing = ['--name', administrator.name, '--administrator', '--invitation', first];
    await this.#workers.run([...this.#secret, 'officer', 'appoint', ...appointing, ...byKey]);
    await this.enrol(administrator, first, (words, request) =>
      this.#workers.run([...this.#secret, 'device', 'approve', ...words, '--request', request, ...byKey]),
    );
    if (officer !== undefined) {
      const second = this.file(`${officer.folder}.invitation.json`);
      await this.device(administrator, ['officer', 'appoint', '--name', officer.name, '--invitation', second]);
      await this.enrol(officer, second, (words) => this.device(administrator, ['device', 'approve', ...words]));
    }
    await this.invite(authority);
  }

  private async invite(authority: DemonstrationAuthority): Promise<void> {
    await inviteOf(this.folder, authority, async (person, argv) => this.device(person, argv));
  }

  /** The officer's side waits with its six words on the screen while the administrator's side types them. */
  private async enrol(
    person: Person,
    invitation: string,
    approve: (words: readonly string[], request: string) => Promise<unknown>,
  ): Promise<void> {
    const request = this.file(`${person.folder}.request.json`);
    const home = ['--home', join(this.folder, person.folder)];
    const argv = [...this.#secret, ...home, 'device', 'enrol', invitation, '--request-out', request];
    await new Promise((resolve, reject) => {
      let approving: Promise<unknown> = Promise.resolve();
      const enrolling = this.#workers.run(argv, ({ event, words }) => {
        if (event !== 'words' || !Array.isArray(words)) return;
        approving = approve(words.map(String), request);
        approving.catch(reject);
      });
      enrolling.then(() => approving).then(resolve, reject);
    });
  }

  private async pages(): Promise<void> {
    const signed = await Promise.all(states.map((authority) => this.signedPage(authority)));
    // What the pages say was written here: their names are enough to approve those and no other.
    const seen = signed.flatMap(({ page }) => ['--seen', page]);
    const files = signed.map(({ file }) => file);
    await this.device(secretariat.administrator, ['authority', 'page', ...files, '--approve', ...seen]);
  }

  private async signedPage(authority: DemonstrationAuthority): Promise<{ file: string; page: string }> {
    const draft = this.file(`${slugOf(authority)}.page.json`);
    await writeFile(draft, JSON.stringify(pageOf(authority)));
    const file = `${draft}.signed`;
    const [signed] = await this.device(authority.administrator, ['authority', 'page', draft, '--out', file]);
    return { file, page: String(signed?.['page']) };
  }

  private async consultation(): Promise<void> {
    const [marenia, nerovia] = [states[0]?.officer, states[1]?.officer];
    if (marenia === undefined || nerovia === undefined) return;
    const opening = ['--kind', 'consultation', '--with', states[1]?.id ?? '', '--history', 'all', '--say', QUESTION];
    const [opened] = await this.device(marenia, ['conversation', 'open', ...opening]);
    const id = String(opened?.['conversation']);
    const heading = ['--subject', SUBJECT, '--reference', 'MAR-MLA 2026/0417'];
    await this.device(marenia, ['conversation', 'heading', id, ...heading]);
    await this.device(nerovia, ['conversation', 'heading', id, '--reference', 'NER/ILA/26-1183']);
    await this.device(nerovia, ['conversation', 'say', id, ANSWER]);
    await writeFile(join(this.folder, 'conversation'), `${id}\n`);
  }
}

function slugOf({ id }: DemonstrationAuthority): string {
  return id.slice('authority:'.length);
}

/** Deletes what an interrupted founding left, so that the next one begins with nothing. */
export async function discardInterruptedFounding(dataDir: string): Promise<void> {
  await rm(demonstrationFolder(dataDir), { recursive: true, force: true });
}
