import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { Store, type Identity } from '#client';
import { newRecognitionKey, newSignatureKey } from '#crypto';
import { waitForApproval, type WaitingRoom } from './waiting-room.js';

const ID = 'A'.repeat(43);
const OTHER = `${'B'.repeat(42)}A`;
const place = (prev = '') => ({ status: 200, body: { prev, size: 1 } });
const is = (state: string, id = ID) => ({ status: 200, body: { id, state } });
const problem = (code: string, status: number) => ({ status, body: { code, title: code, status } });
const away = 'away';

type Answer = { readonly status: number; readonly body: object } | typeof away;

async function aDevice() {
  const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  const store = await Store.create(database, 'some words', { unsafeTestingCost: { ops: 1, memory: 8 } });
  const identity = {
    networkId: new Uint8Array(32),
    invitation: { relay: 'https://relay.example' },
    authority: 'authority:north',
    officer: 'ana',
    device: 'ana-laptop',
    kind: 'web',
    expiry: 2_000_000_000,
    signatureKey: newSignatureKey(),
    recognitionKey: newRecognitionKey(),
  } as unknown as Identity;
  return { store, identity };
}

/** What is shown, turn by turn, to a device that meets these answers and then waits no longer. */
async function shown(device: Awaited<ReturnType<typeof aDevice>>, answers: readonly Answer[]) {
  const left = [...answers];
  const rooms: WaitingRoom[] = [];
  const http = async () => {
    const answer = left.shift() ?? is('enrolled');
    if (answer === away) throw new Error('no answer');
    return { status: answer.status, body: JSON.stringify(answer.body) };
  };
  const environment = {
    http,
    clock: { now: () => 7_000 },
    timers: { sleep: async () => undefined },
  } as unknown as Parameters<typeof waitForApproval>[0]['environment'];
  const { signal } = new AbortController();
  await waitForApproval({ ...device, environment, signal, tell: (room) => rooms.push(room) });
  return rooms;
}

describe('waitForApproval', () => {
  it('shows the words once there are some, and since when', async () => {
    const rooms = await shown(await aDevice(), [place(), is('waiting'), is('waiting')]);
    expect(rooms.map(({ words }) => words.length)).toEqual([0, 6]);
    expect(rooms.at(-1)).toMatchObject({ since: 7, renewed: false, reachable: true });
  });

  it('shows the same words at once after a start without a network', async () => {
    const device = await aDevice();
    const [, before] = await shown(device, [place(), is('waiting')]);
    const rooms = await shown(device, [away, place(), is('waiting')]);
    expect(rooms.map(({ words }) => words)).toEqual([before?.words, before?.words, before?.words]);
    expect(rooms.map(({ reachable }) => reachable)).toEqual([true, false, true]);
    expect(rooms.some(({ renewed }) => renewed)).toBe(false);
  });

  it('says that the words are new when the log moved on, here or while it was closed', async () => {
    const device = await aDevice();
    const here = await shown(device, [place(), is('waiting'), is('stale'), place(ID), is('waiting', OTHER)]);
    expect(here.map(({ renewed }) => renewed)).toEqual([false, false, true]);
    const later = await shown(device, [place(OTHER), is('waiting')]);
    expect(later.at(-1)).toMatchObject({ renewed: true });
    expect(later.at(-1)?.words).not.toEqual(here.at(-1)?.words);
  });

  const passing: readonly Answer[] = [away, problem('relay.unavailable', 503), problem('statement.stale', 409)];
  it.each(passing)('asks again where %p passes by itself', async (answer) => {
    expect((await shown(await aDevice(), [place(), answer, place(), is('waiting')])).at(-1)?.words).toHaveLength(6);
  });

  it('throws what the relay refuses it with for good', async () => {
    const refused = shown(await aDevice(), [place(), problem('statement.refused', 422)]);
    await expect(refused).rejects.toMatchObject({ code: 'statement.refused' });
  });
});
