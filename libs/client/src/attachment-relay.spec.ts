import { describe, expect, it } from '@jest/globals';
import { AttachmentId, type ConversationId } from '#contracts';
import { outcome } from '../../../tests/support/talking.js';
import { attachmentRelay } from './attachment-relay.js';
import type { BytesRequest, BytesResponse } from './environment.js';
import { Transport } from './transport.js';

const id = AttachmentId.parse('01999999-0000-7000-8000-000000000001');
const conversation = `${'c'.repeat(42)}A` as ConversationId;
const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** The relay's side of attachments, each request answered so. */
function answering(answer: Partial<BytesResponse>) {
  const asked: BytesRequest[] = [];
  const transport = new Transport(
    {
      http: () => Promise.reject(new Error('no text')),
      httpBytes: (request) => {
        asked.push(request);
        return Promise.resolve({ status: 200, headers: {}, body: new Uint8Array(0), ...answer });
      },
    },
    'https://relay.example',
  );
  return { relay: attachmentRelay(transport, credentials), asked };
}

describe('a piece that goes up', () => {
  it('names its offset, and answers how many bytes the relay has then', async () => {
    const { relay, asked } = answering({ status: 204, headers: { 'upload-offset': '14' } });
    expect(await relay.put(conversation, id, 10, new Uint8Array(4))).toBe(14);
    expect(asked[0]).toMatchObject({
      method: 'PATCH',
      url: `https://relay.example/v1/conversations/${conversation}/attachments/${id}`,
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': '10', 'content-type': 'application/offset+octet-stream' },
    });
  });

  it.each([['10'], ['15'], ['-1'], ['x'], ['']])('is not believed to have come to "%s"', async (offset) => {
    const { relay } = answering({ status: 204, headers: { 'upload-offset': offset } });
    expect(await outcome(relay.put(conversation, id, 10, new Uint8Array(4)))).toBe('client.answer');
  });
});

describe('a part that comes down', () => {
  it('is asked for by its range', async () => {
    const { relay, asked } = answering({ status: 206, body: new Uint8Array(4) });
    expect(await relay.get(conversation, id, 10, 14)).toHaveLength(4);
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { range: 'bytes=10-13' } });
  });

  it.each([
    ['shorter', { status: 206, body: new Uint8Array(3) }],
    ['longer', { status: 206, body: new Uint8Array(5) }],
    ['all there is', { status: 200, body: new Uint8Array(4) }],
  ])('is refused when it is %s', async (_, answer) => {
    expect(await outcome(answering(answer).relay.get(conversation, id, 10, 14))).toBe('client.answer');
  });
});
