import pg from 'pg';
import type { Rate } from '../load/stress.js';
import { answerCalls } from '../setting/child.js';

// As many frames of 1 KiB as a page of the relay holds.
const PAGE = 478;

answerCalls({
  /** A conversation's frames, read page by page straight from PostgreSQL, twice; the second time counts. */
  select: async (url: string, conversation: string): Promise<Rate> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const read = async (): Promise<Rate> => {
      const began = performance.now();
      let count = 0;
      for (let last = 0; ;) {
        const { rows } = await client.query<{ seq: string }>({
          name: 'page',
          text: `select seq, kind, statement, sender, id, bytes, stored_at from frame
                 where conversation_id = $1 and seq > $2 order by seq limit ${PAGE}`,
          values: [Buffer.from(conversation, 'base64url'), last],
        });
        count += rows.length;
        last = Number(rows.at(-1)?.seq ?? 0);
        if (rows.length < PAGE) return { count, seconds: (performance.now() - began) / 1000 };
      }
    };
    await read();
    const rate = await read();
    await client.end();
    return rate;
  },
});
