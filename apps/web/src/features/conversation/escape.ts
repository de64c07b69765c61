/** What is open in a conversation. */
export interface Opened {
  /** The panel beside it, or over it. */
  readonly sheet: boolean;
  /** A reply or a correction that is being written. */
  readonly target: boolean;
  /** A message that is kept back for a while after it was sent. */
  readonly held: boolean;
  /** Whether the field for words has the focus. */
  readonly field: boolean;
}

/** What Escape ends: what was opened before what was sent, which can be taken back by its button as well; then where one writes, then the whole. */
export function nextToEnd({ sheet, target, held, field }: Opened): keyof Opened | 'screen' {
  if (sheet) return 'sheet';
  if (target) return 'target';
  if (held) return 'held';
  return field ? 'field' : 'screen';
}
