import type { ConversationId, WireFrame } from '#contracts';
import type { TestRelay } from './relay.js';

const KINDS = ['statement', 'content', 'archive'] as const;

interface Row {
  readonly seq: string;
  readonly kind: number;
  readonly statement: Buffer;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Buffer;
  readonly stored_at: string;
}

/** The frames that stand in the database of a conversation, read past the relay. */
export async function storedFrames(relay: TestRelay, conversation: ConversationId): Promise<WireFrame[]> {
  const rows = await relay.sql<Row>(
    'select seq, kind, statement, sender, id, bytes, stored_at from frame where conversation_id = $1 order by seq',
    [Buffer.from(conversation, 'base64url')],
  );
  return rows.map(({ seq, kind, statement, sender, id, bytes, stored_at }) => [
    Number(seq),
    KINDS[kind - 1] ?? 'content',
    new Uint8Array(statement),
    sender,
    id,
    new Uint8Array(bytes),
    Number(stored_at),
  ]);
}
