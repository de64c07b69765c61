import { describe, expect, it } from '@jest/globals';
import { canonicalJson, deviceCode, newRecognitionKey, newSignatureKey } from '#crypto';
import type { DeviceId, OfficerId } from '#contracts';
import { awaitEnrolment, waitingWithWords } from './enrolment.js';
import type { Identity } from './identity.js';
import { Transport } from './transport.js';

const ID = 'A'.repeat(43);
const OTHER = `${'B'.repeat(42)}A`;
const problem = (code: string, status: number) => ({ status, body: { code, title: code, status } });
const is = (state: string, id = ID) => ({ status: 200, body: { id, state } });
const place = { status: 200, body: { prev: '', size: 1 } };
const unknown = problem('enrolment.unknown', 404);

/** How many times words are shown to a device that meets these answers in turn. */
async function timesShown(answers: readonly { readonly status: number; readonly body: object }[]): Promise<number> {
  const left = [...answers];
  const http = () => {
    const { status, body } = left.shift() ?? is('enrolled');
    return Promise.resolve({ status, body: JSON.stringify(body) });
  };
  let shown = 0;
  await awaitEnrolment({
    environment: { timers: { sleep: () => Promise.resolve() } } as unknown as Parameters<
      typeof awaitEnrolment
    >[0]['environment'],
    transport: new Transport({ http }, 'https://relay.example'),
    identity: {
      networkId: new Uint8Array(32),
      authority: 'authority:north',
      officer: 'ana',
      device: 'ana-laptop',
      kind: 'cli',
      expiry: 2_000_000_000,
      signatureKey: newSignatureKey(),
      recognitionKey: newRecognitionKey(),
    } as unknown as Identity,
    onRequest: () => {
      shown++;
      return Promise.resolve();
    },
    cancelled: () => false,
  });
  expect(left).toEqual([]);
  return shown;
}

describe('awaitEnrolment', () => {
  it('asks again, with the words that were shown, when strangers displaced its request', async () => {
    expect(await timesShown([place, is('waiting'), unknown, place, is('waiting'), is('enrolled')])).toBe(1);
  });

  it('waits on when the relay takes no request at the moment', async () => {
    const limited = problem('rate.limited', 429);
    expect(await timesShown([place, is('waiting'), unknown, place, limited, unknown, place, is('waiting')])).toBe(1);
  });

  it('shows the new words when the log moved on', async () => {
    expect(await timesShown([place, is('waiting'), is('stale'), place, is('waiting', OTHER)])).toBe(2);
  });
});

describe('waitingWithWords', () => {
  const networkId = new Uint8Array(32);
  const asking = (officer: string) => ({ type: 'device.enrolled', officer, device: 'device-0' });
  const [ana, ben] = [asking('officer-ana'), asking('officer-ben')];
  const found = async (body: object, officer?: string): Promise<unknown> => {
    const enrolments = [ana, ben].map((one, i) => ({
      ...{ id: i === 0 ? ID : OTHER, officer: one.officer, device: one.device, asked: 1_900_000_000 },
      ...{ body: canonicalJson(one), signature: 'A'.repeat(86) },
    }));
    const http = () => Promise.resolve({ status: 200, body: JSON.stringify({ enrolments }) });
    const read = await waitingWithWords({
      transport: new Transport({ http }, 'https://relay.example'),
      credentials: { token: () => Promise.resolve('token'), forget: () => undefined },
      networkId,
      words: deviceCode({ networkId, enrolment: body }).join(' '),
      ...(officer !== undefined && { of: { officer: officer as OfficerId, device: 'device-0' as DeviceId } }),
    });
    return read.body;
  };

  it('finds the request whose words were typed', async () => {
    expect(await found(ben)).toEqual(ben);
    expect(await found(ben, 'officer-ben')).toEqual(ben);
  });

  it('takes no words of another request than the one that was looked at', async () => {
    await expect(found(ben, 'officer-ana')).rejects.toMatchObject({ code: 'identity.words' });
  });
});
