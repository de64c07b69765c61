import { exportPage, type Client } from '#client';
import type { ExportsDesk, ExportStanding, ExportWish, MadeExport } from './api/exports.js';
import type { Changes } from './changes.js';
import { conversationOf } from './ids.js';

const SHORT_ID = 8;

interface Making {
  standing: ExportStanding;
  readonly signal: { aborted: boolean };
}

/** Exports of conversations, over the signed-in client. */
export class ExportsViews implements ExportsDesk {
  readonly #making = new Map<string, Making>();

  constructor(
    private readonly signedIn: () => Client,
    private readonly changes: Changes,
  ) {}

  async make(conversation: string, { withFiles, from, to }: ExportWish): Promise<MadeExport> {
    const [client, id] = [this.signedIn(), conversationOf(conversation)];
    await this.stop(conversation);
    const making: Making = { standing: { stage: 'record', done: 0 }, signal: { aborted: false } };
    this.#making.set(id, making);
    try {
      const { text, verified } = await client.exports.make(id, {
        signal: making.signal,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(withFiles ? { attachments: (item) => client.attachments.ciphertext(item) } : {}),
        onProgress: ({ stage, done, all }) => {
          making.standing = { stage, done: all === 0 ? 1 : done / all };
          this.changes.say(['exports']);
        },
      });
      return {
        name: `comity-${id.slice(0, SHORT_ID)}`,
        page: new Blob([exportPage(verified, { json: text })], { type: 'text/html' }),
        json: new Blob([text], { type: 'application/json' }),
        messages: verified.messages.length,
        leftOut: verified.account.places.filter(({ attachment }) => attachment !== undefined).length,
      };
    } finally {
      if (this.#making.get(id) === making) this.#making.delete(id);
      this.changes.say(['exports']);
    }
  }

  standing(conversation: string): Promise<ExportStanding | null> {
    return Promise.resolve(this.#making.get(conversation)?.standing ?? null);
  }

  stop(conversation: string): Promise<void> {
    const making = this.#making.get(conversation);
    if (making !== undefined) making.signal.aborted = true;
    return Promise.resolve();
  }
}
