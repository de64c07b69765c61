import { describe, expect, it } from '@jest/globals';
import { IdleLock } from './idle-lock.js';

function anIdleLock(limit = 60) {
  let [now, elapsed] = [0, 0];
  let look: (() => Promise<void>) | undefined;
  const locked: number[] = [];
  const idle = new IdleLock(
    {
      clock: { now: () => now },
      elapsed: () => elapsed,
      timers: {
        every: (_, act) => {
          look = act;
          return () => (look = undefined);
        },
      },
    },
    () => limit,
    async () => void locked.push(now),
  );
  const pass = async (seconds: number): Promise<void> => {
    now += seconds * 1_000;
    elapsed += seconds * 1_000;
    await look?.();
  };
  /** The clock alone goes on, as in a machine that sleeps, or is set. */
  const setClock = (seconds: number): void => {
    now += seconds * 1_000;
  };
  return { idle, pass, setClock, locked };
}

describe('IdleLock', () => {
  it('locks once the time is over, and once only', async () => {
    const { idle, pass, locked } = anIdleLock();
    idle.start();
    await pass(59);
    expect(locked).toEqual([]);
    await pass(1);
    await pass(100);
    expect(locked).toEqual([60_000]);
  });

  it('begins anew with every touch', async () => {
    const { idle, pass, locked } = anIdleLock();
    idle.start();
    await pass(50);
    await idle.touch();
    await pass(50);
    expect(locked).toEqual([]);
  });

  it('locks in time however the clock was set back meanwhile', async () => {
    const { idle, pass, setClock, locked } = anIdleLock();
    idle.start();
    setClock(-3_600);
    await pass(60);
    expect(locked).toHaveLength(1);
  });

  it('locks at once when the machine slept through the time, which only the clock shows', async () => {
    const { idle, pass, setClock, locked } = anIdleLock();
    idle.start();
    setClock(3_600);
    await pass(0);
    expect(locked).toHaveLength(1);
  });

  it('is not begun anew by a touch that comes too late, after the machine slept say', async () => {
    const { idle, pass, locked } = anIdleLock();
    idle.start();
    idle.stop();
    await pass(3_600);
    await idle.touch();
    expect(locked).toEqual([]);
    const other = anIdleLock();
    other.idle.start();
    await other.pass(0);
    await other.pass(3_600);
    await other.idle.touch();
    expect(other.locked).toHaveLength(1);
  });
});
