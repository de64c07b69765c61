import { head0, nextHead, sha256 } from '#crypto/verify';
import { equalBytes, toBase64url } from '#primitives';
import type { ConversationId, WireFrame } from '#contracts';
import type { TestRelay } from './relay.js';
import { storedFrames } from './stored-frames.js';

/** A message whose acknowledgement its sender has: the relay's promise. */
export interface Acked {
  readonly conversation: ConversationId;
  readonly sender: string;
  readonly id: string;
  readonly seq: number;
  /** SHA-256 of the bytes that were sent. */
  readonly hash: Uint8Array;
}

/** What somebody was shown of a conversation, in the order in which it was shown. */
export interface Shown {
  readonly reader: string;
  readonly conversation: ConversationId;
  readonly messages: readonly { readonly sender: string; readonly id: string; readonly seq: number }[];
}

/** What can be wrong. */
export type Wrong = 'lost' | 'twice' | 'order' | 'gap' | 'head' | 'altered' | 'unseen';

/** Something wrong, and where. */
export interface Finding {
  readonly wrong: Wrong;
  readonly where: string;
}

/**
 * Compares what was promised with what is stored and what was shown, with nothing of the relay's own code: lost, twice,
 * out of order, not dense, altered, or under another head. Empty when all is well.
 */
export async function check(relay: TestRelay, promised: readonly Acked[], shown: readonly Shown[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const conversations = new Set([...promised, ...shown].map(({ conversation }) => conversation));
  for (const conversation of conversations) {
    const frames = await storedFrames(relay, conversation);
    findings.push(
      ...(await chainFindings(relay, conversation, frames)),
      ...promiseFindings(
        frames,
        promised.filter((one) => one.conversation === conversation),
      ),
      ...shown.filter((one) => one.conversation === conversation).flatMap((one) => shownFindings(frames, one)),
    );
  }
  return findings;
}

/** The distinct kinds of findings, sorted. */
export const wrongs = (findings: readonly Finding[]): Wrong[] =>
  [...new Set(findings.map(({ wrong }) => wrong))].toSorted();

async function chainFindings(
  relay: TestRelay,
  conversation: ConversationId,
  frames: readonly WireFrame[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let head = head0(conversation);
  frames.forEach(([seq, kind, S, sender, id, bytes], index) => {
    const where = `${conversation.slice(0, 6)} ${String(seq)}`;
    if (seq !== index + 1) findings.push({ wrong: 'gap', where });
    if (seen.has(`${sender} ${id}`)) findings.push({ wrong: 'twice', where });
    seen.add(`${sender} ${id}`);
    head = nextHead(head, { seq, kind, S, sender, id, bytes });
  });
  const [end] = await relay.sql<{ head: Buffer; seq: string }>('select head, seq from conversation where id = $1', [
    Buffer.from(conversation, 'base64url'),
  ]);
  if (end === undefined || !equalBytes(end.head, head) || Number(end.seq) !== frames.length) {
    findings.push({ wrong: 'head', where: conversation.slice(0, 6) });
  }
  return findings;
}

function promiseFindings(frames: readonly WireFrame[], promised: readonly Acked[]): Finding[] {
  const byName = new Map(frames.map((frame) => [`${frame[3]} ${frame[4]}`, frame]));
  return promised.flatMap(({ sender, id, seq, hash }): Finding[] => {
    const frame = byName.get(`${sender} ${id}`);
    const where = `${sender} ${id}`;
    if (frame === undefined) return [{ wrong: 'lost', where }];
    if (!equalBytes(sha256(frame[5]), hash)) return [{ wrong: 'altered', where: `${where} ${toBase64url(hash)}` }];
    return frame[0] === seq ? [] : [{ wrong: 'order', where }];
  });
}

function shownFindings(frames: readonly WireFrame[], { reader, messages }: Shown): Finding[] {
  const findings: Finding[] = [];
  const stored = frames.filter(([, kind]) => kind === 'content');
  const seen = new Set<string>();
  let last = 0;
  for (const { sender, id, seq } of messages) {
    const where = `${reader} ${id}`;
    if (seen.has(`${sender} ${id}`)) findings.push({ wrong: 'twice', where });
    seen.add(`${sender} ${id}`);
    if (seq <= last) findings.push({ wrong: 'order', where });
    last = Math.max(last, seq);
    const place = frames[seq - 1];
    if (place?.[3] !== sender || place[4] !== id) findings.push({ wrong: 'altered', where });
  }
  for (const [, , , sender, id] of stored) {
    if (!seen.has(`${sender} ${id}`)) findings.push({ wrong: 'unseen', where: `${reader} ${id}` });
  }
  return findings;
}
