import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningSeed } from '#crypto/log-signer';
import { toHex } from '#primitives';
import { comity, comityRunning } from './comity-command.js';
import { pageOf, secretariat, states, type DemonstrationAuthority, type Person } from './demonstration-states.js';
import { startFault } from './faults.js';
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
 * Founds the demonstration network by the commands a person would use, once; a network that is there is left alone.
 * @param origin of the relay, which is ready
 * @returns lines for the screen that says what is there
 */
export async function foundDemonstration(origin: string, options: DemonstrationOptions): Promise<readonly string[]> {
  const folder = demonstrationFolder(options.dataDir);
  if (!existsSync(join(folder, 'founded'))) await new Founding(origin, folder, options).found();
  return screen(folder);
}

class Founding {
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
    const { report } = this.options;
    await mkdir(join(this.folder, 'keys'), { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, 'begun'), '');
    await writeFile(join(this.folder, 'passphrase'), `${toHex(newSigningSeed().slice(0, 12))}\n`, { mode: 0o600 });
    report('Founding the demonstration network: roots and founding statement …');
    await this.network();
    report('… five authorities, notified by their States and signed by two of three roots');
    await this.authorities();
    for (const authority of [secretariat, ...states]) {
      report(`… officers and devices of ${authority.name}`);
      await this.staff(authority);
    }
    report('… their pages, approved by the secretariat');
    for (const authority of states) await this.page(authority);
    report('… a consultation under way');
    await this.consultation();
    await writeFile(join(this.folder, 'founded'), '');
  }

  private file(name: string): string {
    return join(this.folder, 'keys', name);
  }

  private device(person: Person, argv: readonly string[]): Promise<Record<string, unknown>[]> {
    return comity([...this.#secret, '--home', join(this.folder, person.folder), ...argv]);
  }

  private async newKey(name: string): Promise<string> {
    const [made] = await comity([...this.#secret, 'key', 'new', this.file(name)]);
    return String(made?.['publicKey']);
  }

  private async sign(files: readonly string[], key: string): Promise<void> {
    await comity([...this.#secret, 'statement', 'sign', ...files, '--key', this.file(key), '--network', this.#network]);
  }

  private async network(): Promise<void> {
    const roots = [await this.newKey('root-1.key'), await this.newKey('root-2.key'), await this.newKey('root-3.key')];
    const release = await this.newKey('release.key');
    const { keysDir, dataDir } = this.options;
    const argv = ['network', 'found', '--out', this.#network, '--name', 'Lantern Network', '--threshold', '2'];
    argv.push('--directory-log', await verifierKeyOf(join(keysDir, 'directory.key')));
    argv.push('--audit-log', await verifierKeyOf(join(keysDir, 'audit.key')));
    argv.push('--witness', await verifierKeyOf(await witnessKeyFile(join(dataDir, 'witness'))));
    argv.push('--secretariat', secretariat.id, '--release-key', release, ...roots.flatMap((root) => ['--root', root]));
    await comity(argv);
    await this.sign([this.#network], 'root-1.key');
    await this.sign([this.#network], 'root-2.key');
    await comity(['statement', 'submit', this.#network, '--relay', this.origin]);
  }

  private async authorities(): Promise<void> {
    const files: string[] = [];
    for (const authority of [secretariat, ...states]) {
      const slug = slugOf(authority);
      const key = await this.newKey(`${slug}.key`);
      const out = this.file(`${slug}.notified.json`);
      const { id, state, name, reference, date, functions, instruments } = authority;
      const argv = ['authority', 'notify', id, '--out', out, '--state', state, '--name', name, '--key', key];
      argv.push('--reference', reference, '--date', date);
      argv.push(
        ...functions.flatMap((word) => ['--function', word]),
        ...instruments.flatMap((word) => ['--instrument', word]),
      );
      await comity(argv);
      files.push(out);
    }
    await this.sign(files, 'root-1.key');
    await this.sign(files, 'root-3.key');
    await comity(['statement', 'submit', ...files, '--relay', this.origin]);
  }

  private async staff(authority: DemonstrationAuthority): Promise<void> {
    const { administrator, officer, id } = authority;
    const byKey = [
      '--authority',
      id,
      '--authority-key',
      this.file(`${slugOf(authority)}.key`),
      '--network',
      this.#network,
      '--relay',
      this.origin,
    ];
    const first = this.file(`${administrator.folder}.invitation.json`);
    await comity([
      ...this.#secret,
      'officer',
      'appoint',
      '--name',
      administrator.name,
      '--administrator',
      '--invitation',
      first,
      ...byKey,
    ]);
    await this.enrol(administrator, first, (words, request) =>
      comity([...this.#secret, 'device', 'approve', ...words, '--request', request, ...byKey]),
    );
    if (officer === undefined) return;
    const second = this.file(`${officer.folder}.invitation.json`);
    await this.device(administrator, ['officer', 'appoint', '--name', officer.name, '--invitation', second]);
    await this.enrol(officer, second, (words) => this.device(administrator, ['device', 'approve', ...words]));
  }

  /** The officer's side waits with its six words on the screen while the administrator's side types them. */
  private async enrol(
    person: Person,
    invitation: string,
    approve: (words: readonly string[], request: string) => Promise<unknown>,
  ): Promise<void> {
    const request = this.file(`${person.folder}.request.json`);
    const home = ['--home', join(this.folder, person.folder)];
    let approving: Promise<unknown> = Promise.resolve();
    const enrolling = comityRunning(
      [...this.#secret, ...home, 'device', 'enrol', invitation, '--request-out', request],
      (document) => {
        const words = document['words'];
        if (document['event'] === 'words' && Array.isArray(words)) approving = approve(words.map(String), request);
      },
    );
    const code = await enrolling;
    await approving;
    if (code !== 0)
      throw startFault(
        'start.demonstration',
        `The device of ${person.name} was not enrolled`,
        `exit code ${String(code)}`,
        'start again with another --data folder',
      );
  }

  private async page(authority: DemonstrationAuthority): Promise<void> {
    const file = this.file(`${slugOf(authority)}.page.json`);
    await writeFile(file, JSON.stringify(pageOf(authority)));
    await this.device(authority.administrator, ['authority', 'page', file, '--out', `${file}.signed`]);
    await this.device(secretariat.administrator, ['authority', 'page', `${file}.signed`, '--approve']);
  }

  private async consultation(): Promise<void> {
    const [marenia, nerovia] = [states[0]?.officer, states[1]?.officer];
    if (marenia === undefined || nerovia === undefined) return;
    const [opened] = await this.device(marenia, [
      'conversation',
      'open',
      '--kind',
      'consultation',
      '--with',
      states[1]?.id ?? '',
    ]);
    const id = String(opened?.['conversation']);
    await this.device(marenia, [
      'conversation',
      'say',
      id,
      'Good morning. Before we draft: what does your law ask for to order bank records in a fraud case?',
    ]);
    await this.device(nerovia, ['conversation', 'read', id]);
    await this.device(nerovia, [
      'conversation',
      'say',
      id,
      'Good morning. The account number and a summary of facts linking it to the offence. We gladly look at a draft first.',
    ]);
    await this.device(marenia, ['conversation', 'read', id]);
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

async function screen(folder: string): Promise<readonly string[]> {
  const id = (await readFile(join(folder, 'conversation'), 'utf8')).trim();
  const follow = (person: string): string =>
    `  npx comity --home ${join(folder, person)} --passphrase-file ${join(folder, 'passphrase')} conversation follow ${id.slice(0, 8)}`;
  return [
    'A demonstration network is founded: a secretariat and four fictional States, all invented.',
    'To play both sides of the consultation under way, type in one terminal, as Ana Belmonte of Marenia:',
    '',
    follow('marenia'),
    '',
    'and in another, as Bashir Odelan of Nerovia:',
    '',
    follow('nerovia'),
    '',
    'Each line you type there is sent, sealed for the other side. npm run demo plays a scripted exchange.',
  ];
}
