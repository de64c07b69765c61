import { afterAll, describe, expect, it } from '@jest/globals';
import { wrongs, type Wrong } from '../../support/checker.js';
import { LoadedRelay } from '../../support/loaded-relay.js';
import { endRelays } from '../../support/relay.js';
import { sabotage, type Sabotage } from '../../support/sabotage.js';

afterAll(endRelays);

async function underLoad(how?: Sabotage): Promise<{ wrong: Wrong[]; clean: boolean }> {
  const loaded = await LoadedRelay.with(2, 1);
  if (how !== undefined) await sabotage(loaded.relay, how);
  const writers = loaded.writersAt(loaded.relay.url);
  await Promise.all(writers.map(async (writer) => writer.writes(loaded.conversations[0]!, 20)));
  const wrong = wrongs(await loaded.findings());
  const { clean } = await loaded.fsck();
  loaded.close();
  await loaded.relay.stop();
  return { wrong, clean };
}

describe('the checker', () => {
  it('finds nothing wrong with the relay as it is', async () => {
    expect(await underLoad()).toEqual({ wrong: [], clean: true });
  });

  it.each([
    ['acks before commit', 'lost'],
    ['skips dedup', 'twice'],
    ['only fans out', 'lost'],
    ['renumbers', 'head'],
  ] as const)('reports a relay that %s', async (how, wrong) => {
    expect((await underLoad(how)).wrong).toContain(wrong);
  });
});
