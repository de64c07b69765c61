import { describe, expect, it } from '@jest/globals';
import { ConversationId } from '#contracts';
import { conversationRelay, readFrames } from './conversation-relay.js';
import type { Credentials, Transport } from './transport.js';

const id = ConversationId.parse('btVe42uHsN2oLNt06a7tgb-Vae22JmzTDiFDCUJwtdk');
const frame: unknown[] = [
  1,
  'content',
  new Uint8Array(32),
  'device-ana',
  '01999999-0000-7000-8000-000000000001',
  new Uint8Array(9),
  5,
];

function relayAnswering(answer: unknown, connected = true) {
  const socket = { connected, on: () => undefined, emitWithAck: () => Promise.resolve(answer) };
  return conversationRelay({} as Transport, {} as Credentials, socket);
}

describe('frames from the relay', () => {
  it('are taken in their form', () => {
    expect(readFrames([frame])).toEqual([frame]);
  });

  it.each<[string, number, unknown]>([
    ['seq of 0', 0, 0],
    ['seq that is no integer', 0, 1.5],
    ['kind', 1, 'letter'],
    ['statement of 31 bytes', 2, new Uint8Array(31)],
    ['statement as a list', 2, Array.from({ length: 32 }, () => 0)],
    ['sender', 3, 'Device'],
    ['id that is no UUIDv7', 4, '01999999-0000-4000-8000-000000000001'],
    ['bytes that are text', 5, 'bytes'],
    ['bytes without end', 5, new Uint8Array(600_000)],
    ['time', 6, -1],
    ['time that no calendar has', 6, Number.MAX_SAFE_INTEGER],
  ])('with another %s are refused', (_name, place, value) => {
    expect(() => readFrames([frame.with(place, value)])).toThrow('another shape');
  });

  it('are refused when they are more, or fewer parts, than a frame', () => {
    for (const value of [[[...frame, 1]], [frame.slice(1)], [null], {}, 'frames'])
      expect(() => readFrames(value)).toThrow('another shape');
  });

  it('come as a page with its end', async () => {
    const page = { frames: [frame], seq: 1, head: new Uint8Array(32) };
    expect(await relayAnswering(page).frames(id, 0, 10)).toEqual(page);
    for (const bad of [{ ...page, seq: -1 }, { ...page, head: new Uint8Array(3) }, { ...page, frames: 1 }, undefined]) {
      await expect(relayAnswering(bad).frames(id, 0, 10)).rejects.toMatchObject({ code: 'client.answer' });
    }
  });
});

describe('an answer over the socket', () => {
  it('that is a problem is thrown with its code', async () => {
    const problem = { code: 'conversation.epoch-stale', title: 'stale', status: 409 };
    await expect(
      relayAnswering({ problem }).send([id, new Uint8Array(32), '', new Uint8Array()]),
    ).rejects.toMatchObject({ code: problem.code });
  });

  it('is not waited for without a connection', async () => {
    await expect(relayAnswering({}, false).frames(id, 0, 1)).rejects.toMatchObject({ code: 'client.offline' });
  });

  it('to a message names a place and a hash', async () => {
    const send = async (answer: unknown) => relayAnswering(answer).send([id, new Uint8Array(32), '', new Uint8Array()]);
    expect(await send({ seq: 3, hash: new Uint8Array(32) })).toEqual({ seq: 3, hash: new Uint8Array(32) });
    await expect(send({ seq: 0, hash: new Uint8Array(32) })).rejects.toMatchObject({ code: 'client.answer' });
  });
});
