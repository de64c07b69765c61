import { awaitEnrolment, Transport, type ClientEnvironment, type Http, type Identity, type Store } from '#client';
import { codeOf, unixSeconds } from '#primitives';

/** What passes by itself: the relay is away, or the authority's log moved between two calls. */
const LATER: ReadonlySet<string | undefined> = new Set([
  'client.offline',
  'client.answer',
  'relay.unavailable',
  'relay.stopping',
  'relay.fault',
  'rate.limited',
  'statement.stale',
  'statement.pending',
]);
const PAUSE = 2_000;
const ASKED = 'desk/asked';

/** The words that stand, and since when: kept, so that a reload shows them again at once. */
interface Asked {
  readonly words: readonly string[];
  /** Unix seconds. */
  readonly since: number;
}

/** What is to be shown while a device waits. */
export type WaitingRoom = Asked & { readonly renewed: boolean; readonly reachable: boolean };

/**
 * Waits until the device is approved, however long that takes: through reloads, outages and changes of the words.
 * @throws `client.cancelled` once `signal` says so, and what the relay refuses the request with for good
 */
export async function waitForApproval(options: {
  readonly environment: Pick<ClientEnvironment, 'http' | 'httpBytes' | 'timers' | 'clock'>;
  readonly store: Store;
  readonly identity: Identity;
  readonly signal: AbortSignal;
  readonly tell: (room: WaitingRoom) => void;
}): Promise<void> {
  const { environment, store, identity, signal, tell } = options;
  const before = await store.get<Asked>(ASKED);
  let room: WaitingRoom = {
    words: [],
    since: unixSeconds(environment.clock),
    ...before,
    renewed: false,
    reachable: true,
  };
  const show = (change: Partial<WaitingRoom>): void => {
    room = { ...room, ...change };
    if (!signal.aborted) tell(room);
  };
  show({});
  const http = heeding(environment.http, (reachable) => {
    if (reachable !== room.reachable) show({ reachable });
  });
  const waiting = {
    environment,
    transport: new Transport({ ...environment, http }, identity.invitation.relay),
    identity,
    cancelled: () => signal.aborted,
    onRequest: async ({ words }: { readonly words: readonly string[] }) => {
      if (words.join(' ') === room.words.join(' ')) return;
      const asked: Asked = { words, since: unixSeconds(environment.clock) };
      await store.write([{ key: ASKED, value: asked }]);
      show({ ...asked, renewed: room.words.length > 0 });
    },
  };
  for (;;) {
    try {
      await awaitEnrolment(waiting);
      return;
    } catch (error) {
      if (signal.aborted || !LATER.has(codeOf(error))) throw error;
      await environment.timers.sleep(PAUSE);
    }
  }
}

/** Says after every call whether the relay answered. */
function heeding(http: Http, note: (reachable: boolean) => void): Http {
  return async (request) => {
    try {
      const answer = await http(request);
      note(answer.status < 502);
      return answer;
    } catch (error) {
      note(false);
      throw error;
    }
  };
}
