import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { newIdentity, Store, type Client, type Invitation } from '#client';
import { aNetwork } from '../../../../tests/support/index.js';
import { AccessKeeper } from './access.js';
import type { Browser } from './environment.js';

const PASSPHRASE = 'some words';
const RELAY = 'https://relay.example';

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** Resolves when it is told to. */
function aGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** A device that was enrolled here, locked; its client opens, and answers how it stands, once the gates are open. */
async function aDevice({ isEnrolled = true } = {}) {
  const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  const store = await Store.create(database, PASSPHRASE, { unsafeTestingCost: { ops: 1, memory: 8 } });
  const invitation = {
    relay: RELAY,
    founding: aNetwork().entries[0]?.statement ?? '',
    authority: 'authority:north',
    officer: 'officer-0011223344556677',
  } as Invitation;
  const { writes } = newIdentity(invitation, 'web', 2_000_000_000);
  await store.write([...writes, { key: 'desk/enrolled', value: isEnrolled }]);
  await store.close();
  const [opening, standing, asked] = [aGate(), aGate(), aGate()];
  const closed: string[] = [];
  const entered: string[] = [];
  const browser = {
    clock: { now: () => 7_000 },
    elapsed: () => 0,
    timers: { sleep: turn, every: () => () => undefined },
    http: async ({ url }: { readonly url: string }) => ({
      status: 200,
      body: JSON.stringify(
        url.includes('subjects') ? { prev: '', size: 1 } : { id: 'A'.repeat(43), state: 'enrolled' },
      ),
    }),
    httpBytes: async () => ({ status: 500, headers: {}, body: undefined }),
    makeSocket: () => undefined,
    newDatabase: () => database,
    eraseDatabase: async () => database.open().then(() => database.clear()),
  } as unknown as Browser;
  const openClient = async () => {
    asked.open();
    await opening.opened;
    return {
      trust: async () => standing.opened.then(() => ({ keyLogged: true })),
      connect: async () => undefined,
      close: async () => {
        closed.push('client');
        await database.close();
      },
    } as unknown as Client;
  };
  const keeper = new AccessKeeper(browser, { say: () => undefined }, RELAY, openClient);
  keeper.onOpen(() => entered.push('entered'));
  return { keeper, opening, standing, asked, closed, entered };
}

describe('AccessKeeper', () => {
  it('signs nobody in who locked it while the client was being opened, and closes that client', async () => {
    const { keeper, opening, standing, asked, closed, entered } = await aDevice();
    const unlocking = keeper.unlock(PASSPHRASE);
    await asked.opened;
    const locking = keeper.lock();
    opening.open();
    standing.open();
    await Promise.all([unlocking, locking]);
    expect([await keeper.stage(), closed, entered]).toEqual([{ is: 'locked', why: 'signed-out' }, ['client'], []]);
  });

  it('signs nobody in who locked it between the opened client and its standing', async () => {
    const { keeper, opening, standing, closed, entered } = await aDevice();
    const unlocking = keeper.unlock(PASSPHRASE);
    opening.open();
    await turn();
    const locking = keeper.lock();
    standing.open();
    await Promise.all([unlocking, locking]);
    expect([await keeper.stage(), closed, entered]).toEqual([{ is: 'locked', why: 'signed-out' }, ['client'], []]);
  });

  it.each(['lock', 'erase'] as const)(
    'leaves no client behind that was opened after approval, given %s meanwhile',
    async (leave) => {
      const { keeper, opening, standing, asked, closed, entered } = await aDevice({ isEnrolled: false });
      await keeper.unlock(PASSPHRASE);
      await asked.opened;
      const leaving = keeper[leave]();
      await turn();
      opening.open();
      standing.open();
      await leaving;
      await turn();
      expect(await keeper.stage()).toMatchObject({ is: leave === 'lock' ? 'locked' : 'absent' });
      expect([closed, entered]).toEqual([['client'], []]);
    },
  );

  it('is erased also while it is being unlocked', async () => {
    const { keeper, opening, standing, closed, entered } = await aDevice();
    opening.open();
    standing.open();
    const unlocking = keeper.unlock(PASSPHRASE);
    await Promise.all([keeper.erase(), unlocking]);
    expect([await keeper.stage(), closed]).toEqual([{ is: 'absent' }, ['client']]);
    expect(() => keeper.client).toThrow('nobody is signed in');
    expect(entered.length).toBeLessThan(2);
  });
});
