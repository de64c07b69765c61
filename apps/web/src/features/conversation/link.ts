/** Where a conversation is shown, and a message in it. */
export function conversationPath(conversation: string, seq?: number): string {
  return `/c/${conversation}${seq === undefined ? '' : `#no-${String(seq)}`}`;
}

/** The same, as it is given to somebody else. */
export function conversationLink(origin: string, conversation: string, seq?: number): string {
  return new URL(conversationPath(conversation, seq), origin).href;
}

/** The place that a link names after its hash sign. */
export function seqOfHash(hash: string): number | undefined {
  const digits = /^#no-([1-9]\d{0,9})$/.exec(hash)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
