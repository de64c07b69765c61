import { concurrently } from '../driver/concurrently.js';
import { connect, type Connection, type Handle } from '../driver/index.js';
import { answerCalls } from '../setting/child.js';
import { bareSocket, castLine, echoLine, groupLine, type Line, pairLine } from './line.js';
import { pace, type Rate, spread, stress } from './stress.js';

/** A load generator: one process with many clients, told what to do by the bench. */
const CONNECTING = 32;

let lines: Line[] = [];
let idle: (Connection | { close(): void })[] = [];

function close(): void {
  for (const line of [...lines, ...idle]) line.close();
  lines = [];
  idle = [];
}

answerCalls({
  pairs: async (handles: readonly Handle[]): Promise<void> => {
    const writers = handles.filter((_, number) => number % 2 === 0);
    lines = await concurrently(writers, CONNECTING, (writer, pair) =>
      pairLine(writer, handles[2 * pair + 1] as Handle),
    );
  },
  group: async (group: string, handles: readonly Handle[]): Promise<void> => {
    const [writer, ...readers] = await concurrently(handles, CONNECTING, connect);
    await (writer as Connection).joinGroup(group);
    lines = [groupLine(group, writer as Connection, readers)];
  },
  idle: async (handles: readonly Handle[]): Promise<void> => {
    idle.push(...(await concurrently(handles, CONNECTING, connect)));
  },
  bareEcho: async (url: string, count: number): Promise<void> => {
    lines = await concurrently(Array.from({ length: count }), CONNECTING, () => echoLine(url));
  },
  bareCast: async (url: string, count: number): Promise<void> => {
    const [writer, ...readers] = await concurrently(Array.from({ length: count }), CONNECTING, () => bareSocket(url));
    if (writer !== undefined) lines = [castLine(writer, readers)];
  },
  bareIdle: async (url: string, count: number): Promise<void> => {
    idle.push(...(await concurrently(Array.from({ length: count }), CONNECTING, () => bareSocket(url))));
  },
  stress: (given: Parameters<typeof stress>[1]) => stress(lines, given),
  pace: (given: Parameters<typeof pace>[1]) => pace(lines, given),
  spread: (given: Parameters<typeof spread>[1]) => spread(lines[0] as Line, given),
  /** A device that comes online and reads everything from the beginning. */
  catchUp: async (handle: Handle, group: string, count: number): Promise<Rate> => {
    const connection = await connect(handle);
    const began = performance.now();
    const messages = await connection.fetchArchive(group, 0, count + 1);
    const seconds = (performance.now() - began) / 1000;
    connection.close();
    if (messages.length < count) throw new Error(`${messages.length} of ${count} messages came`);
    return { count: messages.length, seconds };
  },
  wireBytes: async (writer: Handle, reader: string, size: number, messages: number): Promise<number> => {
    const connection = await connect(writer);
    const before = connection.wireBytes();
    for (let message = 0; message < messages; message++) await connection.sendDirect(reader, new Uint8Array(size));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const bytes = connection.wireBytes() - before;
    connection.close();
    return bytes / messages;
  },
  close,
});
