import type { Evidence, Notice, NoticeCode } from '#client';
import { toHex } from '#primitives';
import type { NoticeLine, ShownRecord, Standing, TrustLevel } from './api/trust.js';

/** What no honest relay, member or device brings about. */
const GRAVE: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'frames.rewritten',
  'head.differs',
  'head.not-logged',
  'tail.cut',
  'conversation.hidden',
  'statement.refused',
  'content.stranger',
  'content.unauthenticated',
  'context.relay-forked',
  'context.impossible',
  'key.refused',
  'key.not-logged',
  'own-key.differs',
  'device.cloned',
  'ack.false',
  'directory.fault',
  'record.fault',
]);

/** Of those, what a slow witness, a wrong clock or a careless operator brings about too. */
const MILD: ReadonlySet<string> = new Set([
  'record.stale',
  'record.checkpoint',
  'directory.checkpoint',
  'directory.refused',
]);

/** Whether a notice says that somebody shows what cannot be honest. */
export function isGrave({ code, detail }: Pick<Notice, 'code' | 'detail'>): boolean {
  return GRAVE.has(code) && !MILD.has(detail ?? '');
}

/** What the one indicator says: the gravest of everything that was found and not dealt with. */
export function levelOf(found: {
  readonly isCloned: boolean;
  readonly isFresh: boolean;
  readonly keyLogged: boolean;
  readonly missing: number;
  readonly doubtful: Standing['doubtful'];
  readonly notices: readonly Pick<NoticeLine, 'grave' | 'standing'>[];
}): TrustLevel {
  const open = found.notices.filter(({ standing }) => standing === 'open');
  if (found.isCloned || open.some(({ grave }) => grave)) return 'doubt';
  if (!found.isFresh) return 'old';
  if (found.doubtful.length > 0 || !found.keyLogged) return 'device';
  if (found.missing > 0) return 'missing';
  return open.length > 0 ? 'noticed' : 'calm';
}

/** The records that evidence holds: signed notes as they came, of which size and root are shown. */
export function shownRecords(evidence: Evidence | undefined, rootBytes: number): ShownRecord[] {
  const records: ShownRecord[] = [];
  for (const which of ['held', 'met'] as const) {
    const note = evidence?.[which];
    if (typeof note !== 'string') continue;
    const [, size = '', root = ''] = note.split('\n');
    const shown = rootShown(root, rootBytes);
    if (/^\d+$/.test(size) && shown !== undefined) records.push({ which, size: Number(size), root: shown });
  }
  return records;
}

function rootShown(base64: string, bytes: number): string | undefined {
  try {
    return toHex(Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0)).slice(0, bytes));
  } catch {
    return undefined;
  }
}
