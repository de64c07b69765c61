import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import {
  type ConversationId,
  limits,
  type FramesPage,
  msgpackParser,
  type MessageStored,
  type WireFrame,
} from '#contracts';
import { sha256 } from '#crypto/verify';
import type { Acked, Shown } from './checker.js';
import { aMessageId, codeOfAnswer, type Member, sealedBytes, type TestConversation } from './member.js';

const BOUNDS = {
  maxBinLength: limits.rosterStatementBytes,
  maxStrLength: 4096,
  maxArrayLength: 1000,
  maxMapLength: 16,
};
const PATIENCE = 2_000;

/** A member that keeps writing whatever happens to the relay: each message under one id until it is acknowledged. */
export class Writer {
  readonly acked: Acked[] = [];
  /** Times a message had to be sent again. */
  repeats = 0;
  /** Codes of refusals other than that the relay was away. */
  readonly refused: string[] = [];
  /** Milliseconds from sending to acknowledgement, of the first attempt each. */
  readonly delays: number[] = [];
  #socket: Socket;
  #closed = false;

  private constructor(
    readonly member: Member,
    url: string,
  ) {
    this.#socket = this.open(url);
  }

  get socket(): Socket {
    return this.#socket;
  }

  /** From now on talks to another node. */
  movesTo(url: string): void {
    this.#socket.disconnect();
    this.#socket = this.open(url);
  }

  private open(url: string): Socket {
    const { member } = this;
    const socket = io(url, {
      transports: ['websocket'],
      parser: msgpackParser(BOUNDS),
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 200,
      auth: (give) => {
        member.ticket().then(
          (ticket) => give({ ticket }),
          () => give({}),
        );
      },
    });
    const again = (): void =>
      void sleep(50).then(() => {
        if (!this.#closed && socket === this.#socket) socket.connect();
      });
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') again();
    });
    socket.on('connect_error', () => {
      if (!socket.active) again();
    });
    return socket;
  }

  /** @param url - the node it talks to; sessions and tickets come from the member's own */
  static at(member: Member, url: string): Writer {
    return new Writer(member, url);
  }

  /** Writes `count` messages, `outstanding` at a time; resolves when all are acknowledged. */
  async writes(conversation: Pick<TestConversation, 'id' | 'S'>, count: number, outstanding = 8): Promise<void> {
    let left = count;
    await Promise.all(
      Array.from({ length: Math.min(outstanding, count) }, async () => {
        while (left-- > 0) await this.write(conversation);
      }),
    );
  }

  /** Writes one message until it is acknowledged. */
  async write(
    { id: conversation, S }: Pick<TestConversation, 'id' | 'S'>,
    bytes = sealedBytes(256 + 72),
  ): Promise<void> {
    const id = aMessageId();
    const hash = sha256(bytes);
    for (let attempt = 0; ; attempt++) {
      const began = performance.now();
      const answer = await this.ask('message.send', [conversation, S, id, bytes]);
      if (answer !== undefined && codeOfAnswer(answer) === 'accepted') {
        if (attempt === 0) this.delays.push(performance.now() - began);
        this.acked.push({ conversation, sender: this.member.id, id, seq: (answer as MessageStored).seq, hash });
        return;
      }
      this.repeats++;
      const code = answer === undefined ? 'no answer' : codeOfAnswer(answer);
      if (code !== 'no answer' && code !== 'relay.unavailable') {
        this.refused.push(code);
        if (this.refused.length > 100) throw new Error(`refused again and again: ${code}`);
      }
      await sleep(20);
    }
  }

  /** Any event with any argument: the code of the refusal, `accepted`, or `no answer`. */
  async raw(event: string, argument: unknown): Promise<string> {
    const answer = await this.ask(event, argument);
    return answer === undefined ? 'no answer' : codeOfAnswer(answer);
  }

  /** The whole conversation, pulled by cursor, as a reader is shown it. */
  async shown(conversation: ConversationId): Promise<Shown> {
    const frames: WireFrame[] = [];
    for (;;) {
      const page = (await this.ask('frames.fetch', [conversation, frames.at(-1)?.[0] ?? 0, limits.pageFrames])) as
        | FramesPage
        | undefined;
      if (page === undefined || !('frames' in page)) {
        await sleep(50);
        continue;
      }
      frames.push(...page.frames);
      if (page.frames.length === 0) break;
    }
    return { reader: this.member.id, conversation, messages: messagesOf(frames) };
  }

  close(): void {
    this.#closed = true;
    this.socket.disconnect();
  }

  private async ask(event: string, argument: unknown): Promise<unknown> {
    return this.socket
      .timeout(PATIENCE)
      .emitWithAck(event, argument)
      .catch(() => undefined);
  }
}

/** Content frames as a reader shows them. */
const messagesOf = (frames: readonly WireFrame[]): Shown['messages'] =>
  frames.flatMap(([seq, kind, , sender, id]) => (kind === 'content' ? [{ seq, sender, id }] : []));
