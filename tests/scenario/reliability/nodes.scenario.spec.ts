import { afterAll, describe, expect, it } from '@jest/globals';
import { patience, printFigure, scaled } from '../../support/environment.js';
import { LoadedRelay } from '../../support/loaded-relay.js';
import { aRelay, endRelays } from '../../support/relay.js';

afterAll(endRelays);

describe('R5: eight writers in four conversations on two nodes', () => {
  it(
    'make one dense sequence, the same for all readers',
    async () => {
      const loaded = await LoadedRelay.with(8, 4);
      const beside = await aRelay({ beside: loaded.relay });
      const writers = loaded.members.map((member, i) =>
        loaded.writerAt(member, i % 2 === 0 ? loaded.relay.url : beside.url),
      );
      const each = scaled(1_000);
      await Promise.all(
        writers.flatMap((writer) => loaded.conversations.map(async (one) => writer.writes(one, each, 2))),
      );
      const shown = await loaded.shown();
      for (const { id } of loaded.conversations) {
        const [first, ...others] = shown.filter(({ conversation }) => conversation === id);
        for (const other of others) expect(other.messages).toEqual(first?.messages);
        expect(first?.messages.map(({ seq }) => seq)).toEqual(first?.messages.map((_, i) => i + 2));
      }
      expect(loaded.acked).toHaveLength(each * 8 * 4);
      expect(await loaded.findings()).toEqual([]);
      expect(await loaded.fsck()).toMatchObject({ clean: true });
      printFigure(
        'R5',
        `${String(loaded.acked.length)} messages: one dense sequence in each of 4, the same for 8 readers`,
      );
      loaded.close();
      await beside.stop();
    },
    patience,
  );
});
