import type { ConversationId } from '#contracts';
import { codeOf, fromBase64url } from '#primitives';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import { accountOf } from './export-account.js';
import type { ExportEvidence } from './export-evidence.js';
import { exportSays, formatExport, type ExportFile } from './export-file.js';
import { Gathering, type ExportOptions } from './export-gathering.js';
import { verifyExport, type VerifiedExport } from './export-verify.js';
import { readHeadValue } from './message-context.js';
import type { Surroundings } from './surroundings.js';

/** How long to wait for the record to cover what was read last, in seconds: two maps. */
const PATIENCE_SECONDS = 120;

/** A finished export: the JSON text, and what it was found to prove. */
export interface ConversationExport {
  readonly text: string;
  readonly verified: VerifiedExport;
}

/** Makes exports of conversations: places proved, words opened one by one, authors not named but where they signed (protocol 5.5). */
export class Exports {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly conversations: Conversations,
    private readonly evidence: ExportEvidence,
  ) {}

  /**
   * Exports a conversation up to the head that the record holds, and checks what it made as a stranger would.
   * @throws `expert.refused`, `export.range`, `export.frames`, `client.cancelled`, `record.behind` while the record does not cover it,
   * `conversation.not-in-roster`, and what the relay or the record is refused with
   */
  async make(conversation: ConversationId, options: ExportOptions = {}): Promise<ConversationExport> {
    refuseExpert(this.surroundings);
    const {
      state: { seq },
      seat,
    } = await this.conversations.begun(conversation);
    const { from = 1, to = seq } = options;
    if (from < 1 || from > to) refuse('export.range', 'the first place comes after the last');
    await this.evidence.announce(conversation);
    const { state, logged, end } = await this.covered(conversation, options);
    const range = { from, to: end };
    const gathering = new Gathering(this.surroundings, state, options, range);
    await gathering.read(readHeadValue(fromBase64url(logged.value)));
    const attachments = await gathering.fetchFiles();
    const { before, frames, messages, signed } = gathering;
    const signers = this.evidence.enrolments([...signed]);
    const file: ExportFile = {
      format: 'comity/export/v1',
      says: exportSays,
      network: [...this.evidence.network()],
      conversation,
      logged,
      chain: { before, frames: [...frames] },
      messages: [...messages],
      attachments,
      ...(signers === undefined ? {} : { signers }),
      account: accountOf(this.surroundings, state, gathering, { seat, ...range }),
    };
    gathering.tell('check', 0, 1);
    const text = formatExport(file);
    const verified = verifyExport(text, this.surroundings.self.networkId);
    gathering.tell('check', 1, 1);
    return { text, verified };
  }

  /** The conversation as it was read, and a proof of its head that covers the last place wanted. */
  private async covered(conversation: ConversationId, { to, signal, onProgress }: ExportOptions) {
    let end: number | undefined;
    for (let waited = 0; waited < PATIENCE_SECONDS; waited++) {
      if (signal?.aborted === true) refuse('client.cancelled');
      const { state } = await this.conversations.pull(conversation);
      end ??= to ?? state.seq;
      if (end > state.seq) refuse('export.range', 'the conversation does not go that far');
      const logged = await this.evidence.head(conversation).catch((error: unknown) => {
        if (codeOf(error) === 'record.behind' || codeOf(error) === 'record.not-yet') return undefined;
        throw error;
      });
      const seq = logged === undefined || logged.value === '' ? 0 : readHeadValue(fromBase64url(logged.value)).seq;
      onProgress?.({ stage: 'record', done: Math.min(seq, end), all: end });
      if (logged !== undefined && seq >= end && seq <= state.seq) return { state, logged, end };
      if (seq > state.seq && !state.member)
        refuse(
          'conversation.not-in-roster',
          'this device was removed, and the record goes on beyond what it may read: ask somebody who is in the conversation',
        );
      await this.surroundings.timers.sleep(1000);
    }
    return refuse('record.behind', 'the record does not cover the last messages yet; try again in a minute');
  }
}
