import type { ApplicationLine, ApplicationView, Checklist, Client, FileToSign } from '#client';
import { ApplicationId } from '#contracts';
import { CodedError } from '#primitives';
import type { ApplicationsDesk } from './api/applications.js';
import type { Changes } from './changes.js';

/** The secretariat's queue of applications. */
export class ApplicationsViews implements ApplicationsDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
  ) {}

  list(): Promise<readonly ApplicationLine[]> {
    return this.client().applications.list();
  }

  async read(id: string): Promise<ApplicationView> {
    return this.client().applications.read(idOf(id));
  }

  async document(id: string, entry: number, place: number): Promise<Blob> {
    const { bytes, type } = await this.client().applications.document(idOf(id), entry, place);
    return new Blob([new Uint8Array(bytes)], { type });
  }

  async ask(id: string, words: string): Promise<void> {
    await this.then(this.client().applications.ask(idOf(id), words));
  }

  async authenticate(id: string, checklist: Checklist, words: string, seen: string): Promise<void> {
    await this.then(this.client().applications.authenticate(idOf(id), checklist, words, seen));
  }

  async verify(id: string, checklist: Checklist, words: string, seen: string): Promise<void> {
    await this.then(this.client().applications.verify(idOf(id), checklist, words, seen));
  }

  async giveBack(id: string, words: string): Promise<void> {
    await this.then(this.client().applications.giveBack(idOf(id), words));
  }

  async toSign(id: string): Promise<FileToSign> {
    return this.client().applications.toSign(idOf(id));
  }

  async publish(id: string, signed: string): Promise<void> {
    await this.then(this.client().applications.publish(idOf(id), signed));
    this.changes.say(['directory']);
  }

  private async then(act: Promise<unknown>): Promise<void> {
    await act;
    this.changes.say(['applications']);
  }
}

/** @throws `application.unknown` for an address that is none */
function idOf(text: string): ApplicationId {
  const id = ApplicationId.safeParse(text);
  if (!id.success) throw new CodedError('application.unknown', 'there is no such application');
  return id.data;
}
