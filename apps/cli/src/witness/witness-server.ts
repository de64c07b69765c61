import { codeOf, unixSeconds, type Clock } from '#primitives';
import {
  cosign,
  formatSignatures,
  judgeAddCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type NoteSigner,
  type VerifierKey,
} from '#tlog';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { WitnessState } from './witness-state.js';

const REQUEST_BYTES = 64 * 1024;
const NOT_SIGNED = new Set([
  'note.signature-missing',
  'note.signature-refused',
  'note.signature-twice',
  'checkpoint.origin',
]);
const NOT_PROVED = new Set(['proof.length', 'proof.refused']);

interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}

/**
 * The C2SP witness protocol over HTTP (c2sp.org/tlog-witness): `POST /add-checkpoint` is answered by a cosignature with
 * the time, only when the checkpoint follows from the last one cosigned for its log.
 */
export function witnessServer(options: {
  readonly signer: NoteSigner;
  /** The logs that are witnessed, by origin. */
  readonly logs: readonly VerifierKey[];
  readonly state: WitnessState;
  readonly clock: Clock;
}): Server {
  const { signer, logs, state, clock } = options;
  // One request at a time: reading the last checkpoint and remembering the next must not interleave.
  let turn: Promise<unknown> = Promise.resolve();

  const judge = async (text: string): Promise<Answer> => {
    const request = parseAddCheckpoint(text);
    const origin = parseCheckpoint(parseNote(request.note).body).origin;
    const log = logs.find(({ name }) => name === origin);
    if (log === undefined) return { status: 404 };
    const last = await state.last(origin);
    try {
      const { checkpoint, body } = judgeAddCheckpoint(request, log, last);
      await state.remember(checkpoint);
      return {
        status: 200,
        type: 'text/plain; charset=utf-8',
        body: formatSignatures([cosign(body, unixSeconds(clock), signer)]),
      };
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (code === 'witness.old-size')
        return { status: 409, type: 'text/x.tlog.size', body: `${String(last?.size ?? 0)}\n` };
      if (code === 'witness.other-root') return { status: 409 };
      if (NOT_SIGNED.has(code)) return { status: 403 };
      if (NOT_PROVED.has(code)) return { status: 422 };
      throw error;
    }
  };

  return createServer((request, response) => {
    const answered = async (): Promise<Answer> => {
      if (request.url !== '/add-checkpoint') return { status: 404 };
      if (request.method !== 'POST') return { status: 405 };
      const text = await bodyOf(request);
      if (text === undefined) return { status: 413 };
      const next = turn.then(() => judge(text));
      turn = next.catch(() => undefined);
      return next;
    };
    answered()
      .catch((error: unknown): Answer => ({ status: codeOf(error) === undefined ? 500 : 400 }))
      .then(({ status, type, body = '' }) => {
        response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body);
      })
      .catch(() => response.destroy());
  });
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
