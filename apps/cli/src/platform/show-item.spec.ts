import { describe, expect, it } from '@jest/globals';
import type { Client, ConversationItem, Notice, WaitingMessage } from '#client';
import type { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import type { Change } from '#roster';
import { changeWords, itemLines, noticeLines, waitingLines } from './show-item.js';

const HOSTILE = 'Ana\u001b[2J\u202e\n#9 you';
const authority = 'authority:marenia' as AuthorityId;
const officer = 'officer-1' as OfficerId;
const expert = 'expert-1' as OfficerId;
const device = 'device-1' as DeviceId;
const hash = 'A'.repeat(43);
const message = '01890000-0000-7000-8000-000000000000' as MessageId;

/** A client of which only names are asked; every name came from the network. */
const client = {
  directory: {
    nameOf: () => HOSTILE,
    latest: {
      authority: () => ({ id: authority, name: HOSTILE }),
      device: () => ({ id: device, officer }),
      officer: (id: OfficerId) => (id === expert ? { conversation: placed.conversation } : {}),
    },
  },
} as unknown as Client;

const placed = {
  conversation: `${'c'.repeat(42)}A` as ConversationId,
  seq: 7,
  id: message,
  storedAt: 1_790_000_000,
  sender: { device, officer, authority },
  own: false,
  hash,
};
const asked: Change = { type: 'party.added', authority, capacity: 'party' };

const changes: readonly Change[] = [
  { type: 'device.added', authority, capacity: 'party', device },
  { type: 'device.removed', device },
  asked,
  { type: 'party.removed', authority, capacity: 'party' },
  { type: 'party.added', authority, capacity: 'expert', until: 1_790_000_000 },
  { type: 'party.removed', authority, capacity: 'expert' },
  { type: 'policy.set', kind: 'consultation', history: 'from-joining', retention: 0 },
  { type: 'policy.set', kind: 'direct', history: 'days:3', retention: 30 },
  { type: 'policy.changed', history: 'all' },
  { type: 'moderator.added', officer },
  { type: 'moderator.removed', officer },
  { type: 'conversation.closed' },
  { type: 'conversation.reopened' },
];

const items: readonly (readonly [shown: string, item: ConversationItem])[] = [
  ['hello', { ...placed, is: 'message', content: { type: 'text', text: 'hello' } }],
  [
    '(corrected at #9; at first: hello)',
    { ...placed, is: 'message', content: { type: 'text', text: 'hello' }, corrections: [{ seq: 9, text: 'better' }] },
  ],
  [
    '(withdrawn by its author at #9)',
    { ...placed, is: 'message', content: { type: 'text', text: 'hello' }, withdrawn: { seq: 9 } },
  ],
  [
    '(corrects an earlier message)',
    { ...placed, is: 'message', content: { type: 'correction', message, hash, text: 'x' } },
  ],
  ['(withdraws an earlier message)', { ...placed, is: 'message', content: { type: 'withdrawal', message, hash } }],
  ['(noted)', { ...placed, is: 'message', content: { type: 'noted', message, hash } }],
  [
    'comity conversation consent cccccccc 7',
    { ...placed, is: 'message', content: { type: 'consent.asked', change: asked } },
  ],
  [
    '(consents)',
    { ...placed, is: 'message', content: { type: 'consent.given', asked: message, device, expiry: 1, signature: 's' } },
  ],
  [
    'from #1 to #5',
    {
      ...placed,
      is: 'message',
      content: { type: 'history.granted', joiner: device, from: 1, to: 5, epochs: 1, messages: 5 },
    },
  ],
  ['(thanks)', { ...placed, is: 'message', content: { type: 'reaction', message, hash, reaction: 'thanks' } }],
  ['(takes back what', { ...placed, is: 'message', content: { type: 'reaction', message, hash } }],
  [
    'subject: Testimony; reference: MAR 7; for: evidence, costs',
    {
      ...placed,
      is: 'message',
      content: { type: 'heading', subject: 'Testimony', reference: 'MAR 7', purposes: ['evidence', 'costs'] },
    },
  ],
  ['takes its heading away', { ...placed, is: 'message', content: { type: 'heading' } }],
  [
    'own notes beside conversation cccccccc',
    { ...placed, is: 'message', content: { type: 'beside', conversation: placed.conversation } },
  ],
  ['(how far was read)', { ...placed, is: 'message', content: { type: 'notebook', marks: [] } }],
  [
    'question: ',
    {
      ...placed,
      is: 'message',
      content: { type: 'text', text: 'x' },
      reactions: [
        { seq: 8, sender: placed.sender },
        { seq: 9, sender: placed.sender, reaction: 'question' },
      ],
    },
  ],
  ['(needs a newer version of comity)', { ...placed, is: 'message', newer: { type: 'poll' } }],
  ['[on the record]', { ...placed, is: 'message', content: { type: 'text', text: 'x' }, record: 's' }],
  ['as received by', { ...placed, is: 'message', content: { type: 'text', text: 'x' }, receivedBy: device }],
  [
    'do not take it as theirs',
    { ...placed, is: 'message', content: { type: 'text', text: 'x' }, afterRevocation: true },
  ],
  [
    'noted by',
    { ...placed, is: 'message', content: { type: 'text', text: 'x' }, noted: [{ seq: 8, sender: placed.sender }] },
  ],
  ['  you', { ...placed, own: true, is: 'message', content: { type: 'text', text: 'x' } }],
  ['renewed the keys', { ...placed, is: 'roster', epoch: 2, changes: [] }],
  ['leaves', { ...placed, is: 'roster', epoch: 2, changes }],
  ...(['before-joining', 'dormant', 'wrap-unreadable', 'wrap-withheld', 'no-key', 'not-supported'] as const).map(
    (why) => ['    (', { ...placed, is: 'unreadable', why } as const] as const,
  ),
  ['[content.unopened]', { ...placed, is: 'refused', code: 'content.unopened' }],
];

describe('itemLines', () => {
  it.each(items)('shows %s', (shown, item) => {
    expect(itemLines(client, item).join('\n')).toContain(shown);
  });

  it.each(items)('lets no name steer the terminal or begin a line, where it shows %s', (_shown, item) => {
    const [first, ...rest] = itemLines(client, item);
    expect(first).toMatch(/^#7 {2}2026-09-21 14:13Z {2}/);
    for (const line of [first ?? '', ...rest]) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
    for (const line of rest) expect(line).toMatch(/^ {4}/);
  });

  it('marks whatever an outside expert says, so that nobody takes it for the State’s', () => {
    const item: ConversationItem = { ...placed, is: 'message', content: { type: 'text', text: 'hello' } };
    const by = (sender: typeof placed.sender): string | undefined => itemLines(client, { ...item, sender })[0];
    expect(by({ ...placed.sender, officer: expert })).toContain('OUTSIDE EXPERT of ');
    expect(by(placed.sender)).not.toContain('EXPERT');
  });

  it('indents every line of a text, so that none passes for an item', () => {
    const text = 'one\n#8  2026-09-21 14:14Z  you\r\u001b[31mthree';
    expect(itemLines(client, { ...placed, is: 'message', content: { type: 'text', text } }).slice(1)).toEqual([
      '    one',
      '    #8  2026-09-21 14:14Z  you\\u000d\\u001b[31mthree',
    ]);
  });
});

describe('how far was read, or what was archived', () => {
  it('takes no line of its own', () => {
    const archived = { is: 'archived', epoch: 1, authority: placed.sender.authority, checked: true } as const;
    expect(itemLines(client, { ...placed, ...archived })).toEqual([]);
    expect(itemLines(client, { ...placed, is: 'message', content: { type: 'read', upTo: 3 } })).toEqual([]);
  });
});

describe('changeWords', () => {
  it.each(changes)('has words for $type that are safe for a terminal', (change) => {
    expect(changeWords(client, change)).toMatch(/^[^\p{Cc}\u202e]{5,}$/u);
  });
});

describe('waitingLines', () => {
  it('tells what waits from what was refused', () => {
    const waiting: WaitingMessage = {
      id: message,
      content: { type: 'text', text: 'x\u001b' },
      onTheRecord: false,
      state: 'waiting',
    };
    expect(waitingLines(waiting, 1)).toEqual(['+1  waiting for the relay: it can be taken back', '    x\\u001b']);
    expect(waitingLines({ ...waiting, state: 'sealed' }, 1)[0]).toBe(
      '+1  may have left: sent again until the relay confirms it',
    );
    expect(waitingLines({ ...waiting, state: 'held', holdUntil: 1 }, 1)[0]).toBe('+1  held: it can be taken back');
    expect(waitingLines({ ...waiting, state: 'refused', code: 'message.size' }, 2)[0]).toBe(
      '+2  refused [message.size]',
    );
  });
});

describe('noticeLines', () => {
  it('says of an old record how far apart the clocks are, and that either may be wrong', () => {
    const notice: Notice = {
      code: 'record.fault',
      about: 'relay',
      number: 4,
      noticedAt: 1,
      detail: 'record.stale',
      evidence: { apart: 300 },
    };
    expect(noticeLines(notice)).toEqual([
      expect.stringMatching(
        /300 seconds.*the record is old, or the clock of this computer.*\[record\.fault: record\.stale\]$/,
      ),
    ]);
  });

  it('says of an opened archive to which device, and accuses nobody', () => {
    const opened = { code: 'archive.opened', about: 'member', number: 3, noticedAt: 1, seq: 5 } as const;
    expect(noticeLines({ ...opened, device: 'device-eva', detail: 'entry 7' })).toEqual([
      expect.stringMatching(/^! An archive was opened.* readable to device-eva\. .*\[archive\.opened: entry 7\]$/),
    ]);
  });

  it.each(['relay', 'member', 'device'] as const)(
    'says that the %s is not as it should be, and where the evidence is',
    (about) => {
      const notice: Notice = { code: 'frames.gap', about, number: 3, noticedAt: 1, seq: 5, detail: 'a\u001b\nb' };
      const [line, ...more] = noticeLines(notice);
      expect(line).toMatch(
        /^! [^\p{Cc}]* at #5\. Evidence is kept: comity trust --notice 3 {2}\[frames\.gap: a\\u001b\\u000ab\]$/u,
      );
      expect(more).toEqual([]);
    },
  );

  it.each([
    [
      'dealt-with',
      /^- The relay .* was not as it should be at #5\. Dealt with on 1970-01-01 00:01Z\. Evidence is kept/,
    ],
    ['mended', /^- The relay .* was not as it should be at #5\. It is mended\. Evidence is kept/],
    ['information', /^- The relay .* was not as it should be at #5\. It had no effect\. Evidence is kept/],
  ] as const)('marks as past what is %s, and says why', (standing, words) => {
    const dealtWith = { by: officer, at: 60 };
    const notice: Notice = { code: 'frames.gap', about: 'relay', number: 3, noticedAt: 1, seq: 5, dealtWith };
    expect(noticeLines({ ...notice, standing })).toEqual([expect.stringMatching(words)]);
  });
});
