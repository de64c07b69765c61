import type { ConversationId } from '#contracts';
import { head0 } from '#crypto/verify';
import { equalBytes, toBase64url } from '#primitives';
import { decodeFrame } from './conversation-frame.js';
import type { ReadingContext, Replica } from './conversation-reader.js';
import { keys, loggedBefore, withLogged, type ConversationState } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { readHeadValue, whoDiffers } from './message-context.js';
import type { Finding } from './notices.js';
import type { StoreWrite } from './store.js';

/** How long after it was stored a frame may be missing from the logged map (protocol 3.4), seconds. */
const LOGGED_WITHIN = 120;

/** A head as the logged map has it, and the cosignature time of its proof. */
interface Logged {
  readonly seq: number;
  readonly head: Uint8Array;
  readonly at: number;
}

/**
 * The minute's check of a conversation against the logged map (protocol 3.4): the logged head must be one's own at its
 * place, what is logged must be there to be read, and what was read must be logged within two minutes.
 * @throws when the relay does not answer, or shows a record that does not hold
 */
export async function watchHead(
  context: ReadingContext,
  conversations: Conversations,
  id: ConversationId,
): Promise<void> {
  const { record, notices } = context.surroundings;
  const found = await record.lookUp('head', id);
  const { value, at, earlier } = found;
  const loggedAs = (one: Uint8Array | undefined): Logged =>
    one === undefined ? { seq: 0, head: head0(id), at } : { ...readHeadValue(one), at };
  const logged = loggedAs(value);
  let replica = await conversations.replica(id);
  if (replica.state.seq < logged.seq) replica = await conversations.pull(id);
  if (replica.state.seq === 0) return;
  await settleDiffering(context, replica, logged);
  const findings = await judgeLogged(context, replica, logged);
  for (const one of earlier) findings.push(...(await judgeHead(context, replica, loggedAs(one))));
  if (findings.length > 0) await notices.keep(...findings);
  // See [Note: No map between two looks].
  found.accept();
  if (findings.length > 0) return;
  await conversations.update(id, (state) => withLogged(state, { seq: logged.seq, at }));
}

/** Says who is wrong about each head that differed and that the logged head now covers. */
async function settleDiffering({ surroundings }: ReadingContext, { state }: Replica, logged: Logged): Promise<void> {
  const { store, notices } = surroundings;
  const waiting = await store.range<Finding>({ prefix: keys.differing(state.id) });
  const settled = waiting.filter(({ value }) => (value.seq ?? 0) <= logged.seq);
  if (settled.length === 0) return;
  const own = await ownHead(store, state, logged.seq);
  const isOwn = own !== undefined && equalBytes(own, logged.head);
  const { writes, told } = notices.prepare(settled.map(({ value }) => whoDiffers(value, logged, isOwn)));
  await store.write([...writes, ...settled.map(({ key }): StoreWrite => ({ key, remove: true }))]);
  told();
}

async function judgeLogged(context: ReadingContext, replica: Replica, logged: Logged): Promise<Finding[]> {
  const { checks } = context.surroundings;
  const { state } = replica;
  const cut = checks.failure('tail.whole', () => (state.seq < logged.seq ? 'cut' : undefined));
  if (cut !== undefined) return [finding('tail.cut', state.seq, replica, logged)];
  const differing = await judgeHead(context, replica, logged);
  if (differing.length > 0) return differing;
  const unlogged = checks.failure('tail.logged', () => notLoggedInTime(state, logged));
  return unlogged === undefined ? [] : [finding('tail.unlogged', logged.seq, replica, logged)];
}

async function judgeHead({ surroundings }: ReadingContext, replica: Replica, logged: Logged): Promise<Finding[]> {
  const own = await ownHead(surroundings.store, replica.state, logged.seq);
  const differs = surroundings.checks.failure('head.logged', () =>
    own !== undefined && !equalBytes(own, logged.head) ? 'differs' : undefined,
  );
  return differs === undefined ? [] : [finding('head.not-logged', logged.seq, replica, logged)];
}

function finding(code: Finding['code'], seq: number, { state }: Replica, logged: Logged): Finding {
  const evidence = {
    loggedSeq: logged.seq,
    loggedHead: toBase64url(logged.head),
    at: logged.at,
    ownSeq: state.seq,
    ownHead: state.head,
  };
  return { code, conversation: state.id, seq, evidence };
}

async function ownHead(
  store: ReadingContext['surroundings']['store'],
  state: ConversationState,
  seq: number,
): Promise<Uint8Array | undefined> {
  if (seq === 0) return head0(state.id);
  const stored = await store.getBytes(keys.frame(state.id, seq));
  return stored && decodeFrame(stored).head;
}

// The client's own reading gives the time: what it had read at an earlier check must stand in a map made well after.
function notLoggedInTime(state: ConversationState, { seq, at }: Logged): string | undefined {
  const earlier = state.read.filter((one) => one.at + LOGGED_WITHIN < at);
  const had = earlier.reduce((most, one) => Math.max(most, one.seq), loggedBefore(state, at));
  return had > seq ? `${String(had)} was read and is not logged` : undefined;
}
