import { describe, expect, it } from '@jest/globals';
import { AuthorityId, DeviceId, type ConversationId } from '#contracts';
import { formatRosterStatement } from '#roster';
import { aRosterDirectory, ConversationUnderTest, policy, VL } from '../../../../tests/support/roster.js';
import type { DirectoryState } from '../directory/directory-state.js';
import { Archives } from './archives.js';
import type { ConversationsRepository } from './conversations.repository.js';
import type { FramesRepository } from './frames.repository.js';

const ANA = DeviceId.parse('device-ana');
const conversation = Buffer.alloc(32, 7).toString('base64url') as ConversationId;
const post = { conversation, statement: Buffer.alloc(32, 1), archive: 'kept', id: 'one', shares: 3 };

/** An epoch whose directory has a party's archive `kept` of three holders, and what the database was asked. */
function theArchives() {
  const asked: string[] = [];
  const { body } = new ConversationUnderTest(aRosterDirectory(), conversation).statement('ana', [
    policy('consultation'),
  ]);
  const bytes = Buffer.from(formatRosterStatement(body, 'A'.repeat(86)));
  const conversations = {
    statement: (_: ConversationId, S: Uint8Array) => {
      asked.push('statement');
      return Promise.resolve(S[0] === 1 ? bytes : undefined);
    },
  } as Partial<ConversationsRepository> as ConversationsRepository;
  const frames = {
    archivePost: () => {
      asked.push('post');
      return Promise.resolve(undefined);
    },
  } as Partial<FramesRepository> as FramesRepository;
  const authority = (id: AuthorityId) => (id === VL ? { archives: [{ id: 'kept', n: 3 }] } : undefined);
  const directory = { view: (size: number) => (size === body.directory.size ? { authority } : undefined) };
  return { asked, archives: new Archives(conversations, frames, directory as unknown as DirectoryState) };
}

describe('Archives', () => {
  it('reads the statement of an epoch once, however many posts name it', async () => {
    const { archives, asked } = theArchives();
    const answers: boolean[] = [];
    for (const other of [{}, {}, { shares: 4 }, { archive: 'another' }])
      answers.push(await archives.isDue(VL, { ...post, ...other }));
    expect(answers).toEqual([true, true, false, false]);
    expect(asked).toEqual(['statement']);
    expect(await archives.isDue(VL, { ...post, statement: Buffer.alloc(32, 2) })).toBe(false);
  });

  it('knows of all posts of a device the first, until that one was not stored', async () => {
    const { archives, asked } = theArchives();
    expect(await Promise.all([archives.first(ANA, post), archives.first(ANA, { ...post, id: 'two' })])).toEqual([
      'one',
      'one',
    ]);
    expect(await archives.first(ANA, { ...post, id: 'three' })).toBe('one');
    expect(asked).toEqual(['post', 'post']);
    archives.forget(ANA, post);
    expect(await archives.first(ANA, { ...post, id: 'three' })).toBe('three');
  });
});
