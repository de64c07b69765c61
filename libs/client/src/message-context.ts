import type { ConversationId } from '#contracts';
import type { MessageContext } from '#crypto';
import { readInteger, readLp } from '#crypto/verify';
import { codeOf, equalBytes, toBase64url } from '#primitives';
import { frameEvidence, type Frame } from './conversation-frame.js';
import type { Finding } from './notices.js';
import type { Surroundings } from './surroundings.js';

/** The heads of one's own chain, by sequence number; undefined beyond its end. */
export type HeadAt = (seq: number) => Promise<Uint8Array | undefined>;

/**
 * Judges where a sender says it stood when it wrote: its head must be this client's at the same place, its directory
 * this client's at the same size (protocol 1.2, 3.4).
 */
export async function judgeContext(
  surroundings: Surroundings,
  conversation: ConversationId,
  frame: Frame,
  context: MessageContext,
  headAt: HeadAt,
): Promise<Finding[]> {
  const { checks } = surroundings;
  const finding = (code: Finding['code'], detail: string, evidence: Finding['evidence'] = {}): Finding => ({
    code,
    conversation,
    seq: frame.seq,
    device: frame.sender,
    detail,
    evidence: {
      ...frameEvidence(conversation, frame),
      contextSeq: context.seq,
      contextHead: toBase64url(context.head),
      contextSize: context.size,
      contextRoot: toBase64url(context.root),
      ...evidence,
    },
  });
  const impossible = checks.failure('context.order', () =>
    context.seq < frame.seq ? undefined : 'it knew frames that came later',
  );
  if (impossible !== undefined) return [finding('context.impossible', impossible)];
  const findings: Finding[] = [];
  const head = await checks.failureOf('context.head', () => otherHead(context, headAt));
  if (head !== undefined) {
    const judged = await whoDiffers(surroundings, conversation, context.seq, headAt);
    findings.push(
      finding(judged.relay ? 'context.relay-forked' : 'context.sender-differs', judged.detail, judged.evidence),
    );
  }
  const directory = await checks.failureOf('context.directory', () => otherDirectory(surroundings, context));
  if (directory !== undefined) {
    const note = surroundings.directory.checkpoint?.note ?? '';
    findings.push(
      finding(directory === 'ahead' ? 'context.directory-unproven' : 'context.directory-differs', directory, { note }),
    );
  }
  return findings;
}

async function otherHead(context: MessageContext, headAt: HeadAt): Promise<string | undefined> {
  const own = await headAt(context.seq);
  return own !== undefined && equalBytes(own, context.head) ? undefined : 'head';
}

async function otherDirectory({ directory }: Surroundings, context: MessageContext): Promise<string | undefined> {
  if (directory.root(context.size) === undefined) {
    // It stands in the log's newest checkpoint, or the sender cannot prove that it exists.
    await directory.sync().catch(() => undefined);
  }
  const root = directory.root(context.size);
  if (root === undefined) return 'ahead';
  return equalBytes(root, context.root) ? undefined : 'differs';
}

/** Whose chain is the logged one: where it is this client's own, the sender's word differs from the record. */
async function whoDiffers(
  { record }: Surroundings,
  conversation: ConversationId,
  seq: number,
  headAt: HeadAt,
): Promise<{ relay: boolean; detail: string; evidence: Record<string, string | number> }> {
  try {
    const { value, at } = await record.lookUp('head', conversation);
    if (value === undefined) return { relay: true, detail: 'nothing logged', evidence: { at } };
    const logged = readHeadValue(value);
    const own = await headAt(logged.seq);
    const evidence = { loggedSeq: logged.seq, loggedHead: toBase64url(logged.head), at };
    if (own === undefined || !equalBytes(own, logged.head))
      return { relay: true, detail: 'the logged head is another', evidence };
    if (logged.seq < seq) return { relay: true, detail: 'not logged yet', evidence };
    return { relay: false, detail: 'the logged head is ours', evidence };
  } catch (error) {
    return { relay: true, detail: codeOf(error) ?? 'record', evidence: {} };
  }
}

/** The sequence number and head that a map value holds: lp(seq, head). @throws `lp.*`, `integer.range` */
export function readHeadValue(value: Uint8Array): { seq: number; head: Uint8Array } {
  const [seq, head] = readLp(value, 2) as [Uint8Array, Uint8Array];
  return { seq: readInteger(seq), head };
}
