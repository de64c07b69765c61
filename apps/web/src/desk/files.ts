import type { AttachedFile, Client, UploadView } from '#client';
import type { FilesDesk, IncomingFile, OutgoingFile } from './api/files.js';
import type { Changes } from './changes.js';
import { conversationOf, messageOf } from './ids.js';

/** As long as the message of a file can be taken back once the file is there, milliseconds. */
const HOLD = 10_000;

interface Fetching {
  readonly conversation: string;
  readonly message: string;
  done: number;
  isCancelled: boolean;
}

/** Attached files, over the signed-in client. */
export class FilesViews implements FilesDesk {
  readonly #heard = new WeakSet<Client>();
  readonly #fetching = new Set<Fetching>();

  constructor(
    private readonly signedIn: () => Client,
    private readonly changes: Changes,
  ) {}

  outgoing(conversation: string): Promise<readonly OutgoingFile[]> {
    return Promise.resolve(this.client().attachments.list(conversationOf(conversation)).flatMap(outgoing));
  }

  attach(conversation: string, file: File, answers?: string): Promise<string> {
    return this.client().attachments.attach(conversationOf(conversation), attached(file), {
      holdFor: HOLD,
      ...(answers === undefined ? {} : { answers: messageOf(answers) }),
    });
  }

  async pause(id: string): Promise<void> {
    await this.client().attachments.pause(id);
    this.changes.say(['files']);
  }

  async resume(id: string): Promise<void> {
    await this.client().attachments.resume(id);
    this.changes.say(['files']);
  }

  async cancel(id: string): Promise<void> {
    await this.client().attachments.cancel(id);
    this.changes.say(['files']);
  }

  incoming(conversation: string): Promise<readonly IncomingFile[]> {
    const these = [...this.#fetching].filter((fetching) => fetching.conversation === conversation);
    return Promise.resolve(these.map(({ message, done }) => ({ message, done })));
  }

  async fetch(conversation: string, message: string): Promise<Blob> {
    const fetching: Fetching = { conversation, message, done: 0, isCancelled: false };
    this.#fetching.add(fetching);
    try {
      const file = await this.client().attachments.fetch(conversationOf(conversation), messageOf(message), {
        isCancelled: () => fetching.isCancelled,
        onProgress: (done, total) => {
          fetching.done = total === 0 ? 1 : done / total;
          this.changes.say(['files']);
        },
      });
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for await (const piece of file.read()) pieces.push(new Uint8Array(piece));
      return new Blob(pieces, { type: file.mediaType });
    } finally {
      this.#fetching.delete(fetching);
      this.changes.say(['files']);
    }
  }

  stop(conversation: string, message: string): Promise<void> {
    for (const fetching of this.#fetching)
      if (fetching.conversation === conversation && fetching.message === message) fetching.isCancelled = true;
    return Promise.resolve();
  }

  private client(): Client {
    const client = this.signedIn();
    if (!this.#heard.has(client)) {
      this.#heard.add(client);
      client.attachments.onUpload(({ conversation, state }) => {
        this.changes.say(['files']);
        if (state === 'sent') this.changes.say(['conversations', conversation], ['inbox']);
      });
    }
    return client;
  }
}

function outgoing({ id, name, mediaType, length, state, done, total, code }: UploadView): OutgoingFile[] {
  if (state === 'sent') return [];
  return [{ id, name, mediaType, length, state, done: total === 0 ? 0 : done / total, code }];
}

function attached(file: File): AttachedFile {
  return { name: file.name, length: file.size, bytes: piecesOf(file) };
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (;;) {
    const { value } = await reader.read();
    if (value === undefined) return;
    yield value;
  }
}
