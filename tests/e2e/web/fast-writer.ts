import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskDatabase, nodeEnvironment } from '#cli/platform/environment';
import { openClient, type Client, type Invited } from '#client';
import type { ConversationId, MessageId } from '#contracts';
import { toBase64url } from '#primitives';
import { newMessageId, sealContent } from '../../../libs/client/src/message-seal.js';
import { concurrently } from '../../bench/driver/concurrently.js';
import { connect, type Connection } from '../../bench/driver/connect.js';
import type { Product } from '../cli-product.js';

/** So many messages are on their way to the relay at a time. */
const UNDER_WAY = 64;
/** The relay takes 2,000 events a second of a device. */
const A_SECOND = 1_800;
const CONVERSATION = 'with them';

interface Sealed {
  readonly id: MessageId;
  readonly bytes: Uint8Array;
}

/**
 * An officer of the demonstration who writes faster than anybody types: their device's own client opens a direct
 * conversation and seals every message, and they leave by one connection, many at a time.
 */
export class FastWriter {
  private constructor(
    readonly conversation: ConversationId,
    private readonly sealed: readonly Sealed[],
    private readonly connection: Connection,
  ) {}

  /**
   * @param person - whose device writes; nobody else may be using its store, then or later
   * @param to - whom they write to: no other device is there to change the conversation's keys meanwhile
   */
  static async of(product: Product, person: string, to: Invited, texts: readonly string[]): Promise<FastWriter> {
    const passphrase = readFileSync(product.file('passphrase'), 'utf8').trim();
    const client = await openClient(nodeEnvironment(diskDatabase(product.file(person, 'store'))), passphrase);
    try {
      await client.sync();
      const conversation = await client.open({ kind: 'direct', with: [to] });
      const sealed = await sealedBy(client, conversation, texts);
      return new FastWriter(conversation, sealed, await connectionOf(client, conversation));
    } finally {
      // Its own frames come to nobody who has not sent them.
      await client.close();
    }
  }

  /** Sends everything; resolves when the relay holds it. */
  async send(): Promise<void> {
    for (let sent = 0; sent < this.sealed.length; sent += A_SECOND) {
      const next = this.sealed.slice(sent, sent + A_SECOND);
      const send = ({ id, bytes }: Sealed): Promise<number> => this.connection.sendSealed(CONVERSATION, id, bytes);
      await Promise.all([concurrently(next, UNDER_WAY, send), sleep(1_000)]);
    }
  }

  close(): void {
    this.connection.close();
  }
}

async function sealedBy(client: Client, conversation: ConversationId, texts: readonly string[]): Promise<Sealed[]> {
  const { context, conversations } = client.parts;
  const replica = await conversations.begun(conversation);
  return texts.map((text) => {
    const id = newMessageId(context.surroundings.clock);
    const message = { id, content: { type: 'text', text }, onTheRecord: false };
    return { id, bytes: sealContent(context.surroundings, context.own, replica, message) };
  });
}

async function connectionOf(client: Client, conversation: ConversationId): Promise<Connection> {
  const { invitation, networkId, device, signatureKey } = client.identity;
  const { state } = await client.parts.conversations.begun(conversation);
  return connect({
    url: invitation.relay,
    networkId: toBase64url(networkId),
    device,
    privateKey: toBase64url(signatureKey.privateKey),
    directs: { [CONVERSATION]: { conversation, statement: state.S } },
    groups: {},
  });
}
