import { v7 } from 'uuid';
import {
  canonicalBytes,
  messageKey,
  newRecognitionKey,
  openMessage,
  PairKeys,
  randomBytes,
  sealMessage,
} from '#crypto';

/** Messages sealed by one device and opened by another, each a second of them. */
export interface Sealing {
  readonly perSecond: number;
  readonly sealMilliseconds: number;
  readonly openMilliseconds: number;
}

const NETWORK = randomBytes(32);

/** Seals 1 KiB with authenticators for `recipients` and opens it at one of them, in turn in both directions. */
export function sealAndOpen(messages: number, recipients: number): Sealing {
  const devices = Array.from({ length: recipients + 1 }, (_, number) => {
    const own = { device: `device-${String(number).padStart(4, '0')}`, ...newRecognitionKey() };
    return { ...own, pairs: new PairKeys({ networkId: NETWORK, own }) };
  });
  const E = randomBytes(32);
  const epoch = { conversation: 'A'.repeat(43), S: randomBytes(32) };
  const text = 'x'.repeat(1024);
  const content = canonicalBytes({ type: 'text', text });
  const context = { seq: 1, head: randomBytes(32), size: 1, root: randomBytes(32), agreement: 1 };
  let [sealing, opening] = [0, 0];
  const once = (number: number): void => {
    const [writer, reader] = (number % 2 === 0 ? [devices[0], devices[1]] : [devices[1], devices[0]]) as [
      Device,
      Device,
    ];
    const place = { ...epoch, sender: writer.device, id: v7() };
    const others = devices.filter(({ device }) => device !== writer.device);
    const began = performance.now();
    const pairKeys = others.map((other) => writer.pairs.to(other));
    const sealed = sealMessage({
      ...place,
      K: messageKey({ ...place, E }),
      content,
      context,
      writer: { kind: 'pair', pairKeys },
    });
    const between = performance.now();
    const seat = {
      kind: 'pair' as const,
      pairKey: reader.pairs.from(writer),
      place: others.indexOf(reader),
      count: others.length,
    };
    openMessage({ ...place, K: messageKey({ ...place, E }), sealed, reader: seat });
    sealing += between - began;
    opening += performance.now() - between;
  };
  type Device = (typeof devices)[number];
  for (let number = 0; number < messages / 10; number++) once(number);
  [sealing, opening] = [0, 0];
  for (let number = 0; number < messages; number++) once(number);
  return {
    perSecond: (messages * 1000) / (sealing + opening),
    sealMilliseconds: sealing / messages,
    openMilliseconds: opening / messages,
  };
}
