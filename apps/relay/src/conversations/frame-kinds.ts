import type { FrameKind } from '#contracts';

const NUMBERS: Readonly<Record<FrameKind, number>> = { statement: 1, content: 2, archive: 3 };
const KINDS = Object.keys(NUMBERS) as FrameKind[];

/** How a kind of frame is written in the database. */
export function numberOfKind(kind: FrameKind): number {
  return NUMBERS[kind];
}

/** The kind that a number in the database stands for. */
export function kindOfNumber(number: number): FrameKind {
  const kind = KINDS[number - 1];
  if (kind === undefined) throw new Error('a frame of no known kind is stored');
  return kind;
}
