import type { Applicant, ApplicationForm, ApplicationView, DocumentFile, FormProblem } from '#client';
import { CodedError, fromBase64url } from '#primitives';
import type { Applied, ApplyingDesk } from './api/applying.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { hexGroups } from './invitation-view.js';

/** Applications of whoever has no account; one is held for each private link that a window follows. */
export class ApplyingViews implements ApplyingDesk {
  readonly #held = new Map<string, Promise<Applicant>>();
  #done: number | undefined;

  /** @param origin - where the page came from: the only relay its policy lets it speak to */
  constructor(
    private readonly browser: Browser,
    private readonly changes: Changes,
    private readonly origin: string,
  ) {}

  async network(): ReturnType<ApplyingDesk['network']> {
    const { identity, network } = await this.at(this.origin);
    return { name: network.name, identity: hexGroups(fromBase64url(identity)) };
  }

  async look(form: ApplicationForm): Promise<readonly FormProblem[]> {
    return (await this.at(this.origin)).problems(form);
  }

  async submit(form: ApplicationForm, files: readonly File[]): Promise<Applied> {
    const applicant = await this.at(this.origin);
    const documents = await Promise.all(files.map(document));
    const applied = await this.sending((told) => applicant.submit(form, documents, told));
    // From here on it is that application's; the next one is made by another.
    this.#held.delete(this.origin);
    this.#held.set(applied.link, Promise.resolve(applicant));
    return applied;
  }

  progress(): Promise<number | undefined> {
    return Promise.resolve(this.#done);
  }

  async follow(link: string): Promise<ApplicationView> {
    return (await this.at(link)).follow();
  }

  async document(link: string, entry: number, place: number): Promise<Blob> {
    const { bytes, type } = await (await this.at(link)).document(entry, place);
    return new Blob([new Uint8Array(bytes)], { type });
  }

  async answer(
    link: string,
    words: string,
    files: readonly File[],
    form?: ApplicationForm,
  ): Promise<readonly string[]> {
    const applicant = await this.at(link);
    const documents = await Promise.all(files.map(document));
    const { missing } = await this.sending((told) => applicant.answer(words, documents, form, told));
    return missing;
  }

  async withdraw(link: string, words: string): Promise<void> {
    await (await this.at(link)).withdraw(words);
  }

  private async sending<Sent>(act: (told: (done: number, total: number) => void) => Promise<Sent>): Promise<Sent> {
    const become = (done: number | undefined): void => {
      this.#done = done;
      this.changes.say(['applying']);
    };
    try {
      return await act((done, total) => {
        become(total === 0 ? 1 : done / total);
      });
    } finally {
      become(undefined);
    }
  }

  private at(where: string): Promise<Applicant> {
    const held = this.#held.get(where) ?? this.open(where);
    this.#held.set(where, held);
    held.catch(() => {
      if (this.#held.get(where) === held) this.#held.delete(where);
    });
    return held;
  }

  private async open(where: string): Promise<Applicant> {
    if (where.includes('#') && !where.startsWith(`${this.origin}/`))
      throw new CodedError('application.elsewhere', 'the link belongs to another address');
    const { openApplicant } = await import('./applicant.js');
    return openApplicant(this.browser, where);
  }
}

async function document(file: File): Promise<DocumentFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
