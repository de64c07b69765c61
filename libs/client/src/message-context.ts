import type { ConversationId } from '#contracts';
import type { MessageContext } from '#crypto';
import { readInteger, readLp } from '#crypto/verify';
import { codeOf, equalBytes, toBase64url } from '#primitives';
import { frameEvidence, type Frame } from './conversation-frame.js';
import type { Finding } from './notices.js';
import type { Surroundings } from './surroundings.js';

/** The heads of one's own chain, by sequence number; undefined beyond its end. */
export type HeadAt = (seq: number) => Promise<Uint8Array | undefined>;

/** What a sender's context came to. */
export interface ContextJudged {
  readonly findings: readonly Finding[];
  /** Its head differs from this client's: who of relay and sender is wrong, the logged head tells once it covers the place. */
  readonly differing?: Finding;
}

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
): Promise<ContextJudged> {
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
  if (impossible !== undefined) return { findings: [finding('context.impossible', impossible)] };
  const findings: Finding[] = [];
  const head = await checks.failureOf('context.head', () => otherHead(context, headAt));
  const directory = await checks.failureOf('context.directory', () => otherDirectory(surroundings, context));
  if (directory !== undefined) {
    const note = surroundings.directory.checkpoint?.note ?? '';
    findings.push(
      finding(directory === 'ahead' ? 'context.directory-unproven' : 'context.directory-differs', directory, { note }),
    );
  }
  return head === undefined ? { findings } : { findings, differing: finding('context.relay-forked', head) };
}

async function otherHead(context: MessageContext, headAt: HeadAt): Promise<string | undefined> {
  const own = await headAt(context.seq);
  return own !== undefined && equalBytes(own, context.head) ? undefined : 'head';
}

async function otherDirectory({ directory }: Surroundings, context: MessageContext): Promise<string | undefined> {
  if (directory.root(context.size) === undefined) {
    // It stands in the log's newest checkpoint, or the sender cannot prove that it exists.
    await directory.sync().catch((error: unknown) => {
      // Silence accuses nobody: the frame is judged when there is an answer.
      if (codeOf(error) === 'client.offline') throw error;
    });
  }
  const root = directory.root(context.size);
  if (root === undefined) return 'ahead';
  return equalBytes(root, context.root) ? undefined : 'differs';
}

/**
 * Who is wrong about a head that differs: the sender where the logged chain is this client's own, else the relay.
 * @param differing - as {@link judgeContext} gave it
 * @param own - whether the logged head is this client's own at its place
 */
export function whoDiffers(
  differing: Finding,
  logged: { readonly seq: number; readonly head: Uint8Array; readonly at: number },
  own: boolean,
): Finding {
  const evidence = {
    ...differing.evidence,
    loggedSeq: logged.seq,
    loggedHead: toBase64url(logged.head),
    loggedAt: logged.at,
  };
  return { ...differing, code: own ? 'context.sender-differs' : 'context.relay-forked', evidence };
}

/** The sequence number and head that a map value holds: lp(seq, head). @throws `lp.*`, `integer.range` */
export function readHeadValue(value: Uint8Array): { seq: number; head: Uint8Array } {
  const [seq, head] = readLp(value, 2) as [Uint8Array, Uint8Array];
  return { seq: readInteger(seq), head };
}
