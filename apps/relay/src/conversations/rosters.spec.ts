import { describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import type { Roster } from '#roster';
import type { DirectoryState } from '../directory/directory-state.js';
import type { ConversationsRepository, ConversationRow } from './conversations.repository.js';
import { Rosters } from './rosters.js';

const hash = (n: number): Buffer => Buffer.alloc(32, n);
const id = (n: number): ConversationId => hash(n).toString('base64url') as ConversationId;
const aRoster = (n: number, epoch: number, devices = 2): Roster =>
  ({ conversation: id(n), epoch, S: hash(epoch), devices: new Array(devices).fill({}) }) as Partial<Roster> as Roster;

function theRosters(rows: ReadonlyMap<ConversationId, number>) {
  const asked: string[] = [];
  const find = async (conversation: ConversationId): Promise<ConversationRow | undefined> => {
    asked.push(conversation);
    await Promise.resolve();
    const epoch = rows.get(conversation);
    return epoch === undefined ? undefined : { seq: 1, head: hash(0), epoch, statement: hash(epoch) };
  };
  const repository = { find, statements: async () => Promise.resolve([]) } as Partial<ConversationsRepository>;
  return { asked, rosters: new Rosters(repository as ConversationsRepository, {} as DirectoryState) };
}

describe('Rosters', () => {
  it('gives a roster by the statement it is asked for, and no other epoch’s', () => {
    const { rosters } = theRosters(new Map());
    rosters.keep(aRoster(1, 3));
    expect(rosters.at(id(1), hash(3))?.epoch).toBe(3);
    expect(rosters.at(id(1), hash(2))).toBeUndefined();
    expect(rosters.at(id(2), hash(3))).toBeUndefined();
  });

  it('keeps the later of two', () => {
    const { rosters } = theRosters(new Map());
    rosters.keep(aRoster(1, 3));
    rosters.keep(aRoster(1, 2));
    expect(rosters.peek(id(1))?.epoch).toBe(3);
    rosters.keep(aRoster(1, 4));
    expect(rosters.peek(id(1))?.epoch).toBe(4);
  });

  it('answers from memory while the row says that nothing was written since, and asks once for all who ask at once', async () => {
    const { rosters, asked } = theRosters(new Map([[id(1), 3]]));
    rosters.keep(aRoster(1, 3));
    const answers = await Promise.all([rosters.latest(id(1)), rosters.latest(id(1))]);
    expect(answers.map((roster) => roster?.epoch)).toEqual([3, 3]);
    expect(asked).toHaveLength(1);
    expect(await rosters.latest(id(9))).toBeUndefined();
  });

  it('forgets those longest unused when it holds too many devices', () => {
    const { rosters } = theRosters(new Map());
    rosters.keep(aRoster(1, 0, 200_000));
    rosters.keep(aRoster(2, 0, 200_000));
    rosters.at(id(1), hash(0));
    rosters.keep(aRoster(3, 0, 200_000));
    expect([1, 2, 3].map((n) => rosters.peek(id(n)) !== undefined)).toEqual([true, false, true]);
  });
});
