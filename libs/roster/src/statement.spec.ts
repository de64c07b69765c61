import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { canonicalJson } from '#crypto/verify';
import { codeOf, fromUtf8, utf8 } from '#primitives';
import {
  aConversationOf,
  added,
  anUnopenedConversation,
  device,
  partyAdded,
  policy,
  ROSTER_NOW,
  VL,
  XK,
  ZE,
} from '../../../tests/support/roster.js';
import {
  HistoryRule,
  MAX_CHANGES,
  MAX_CONSENTS,
  parseRosterStatement,
  rosterBodyHash,
  verifySecret,
  type RosterStatement,
} from './index.js';

const opening = (): RosterStatement =>
  anUnopenedConversation('ana').statement('ana', [policy('direct'), added(VL, 'ana'), added(XK, 'ben')]);

const refusal = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
};

type Fields = Record<string, unknown>;
const fieldsOf = (statement: RosterStatement): { body: Fields; signature: string } =>
  JSON.parse(statement.text) as { body: Fields; signature: string };
const parsed = (change: (body: Fields) => unknown, more: Fields = {}): string => {
  const { body, signature } = fieldsOf(opening());
  return refusal(() => parseRosterStatement(canonicalJson({ body: change(body), signature, ...more })));
};
const withField = (field: string, value: unknown): string => parsed((body) => ({ ...body, [field]: value }));
const withChange = (change: unknown): string => withField('changes', [change]);

describe('parseRosterStatement', () => {
  it('gives a statement back as it was, from text and from bytes', () => {
    const statement = opening();
    expect(parseRosterStatement(statement.text)).toEqual(statement);
    expect(parseRosterStatement(utf8(statement.text))).toEqual(statement);
    expect(statement.S).toEqual(rosterBodyHash(statement.body));
    expect(fromUtf8(statement.bodyBytes)).toBe(canonicalJson(statement.body));
  });

  it('refuses what is not canonical JSON', () => {
    const { text } = opening();
    expect(refusal(() => parseRosterStatement(` ${text}`))).toBe('json.not-canonical');
    expect(refusal(() => parseRosterStatement(text.slice(1)))).toBe('json.invalid');
    expect(refusal(() => parseRosterStatement('['.repeat(40)))).toBe('json.deep');
  });

  it('refuses every value that is not a statement', () => {
    for (const text of ['null', '1', '"a"', '[]', '{}', '{"body":null}', '{"body":{}}', '{"body":{"changes":1}}']) {
      expect(refusal(() => parseRosterStatement(text))).toBe('roster.field');
    }
  });

  it('refuses a statement without one of its fields, or with one more', () => {
    for (const field of Object.keys(opening().body)) {
      expect(parsed((body) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== field)))).toBe(
        'roster.field',
      );
    }
    expect(withField('head', '')).toBe('roster.field');
    expect(parsed((body) => body, { extra: 1 })).toBe('roster.field');
  });

  it.each([
    ['type', 'conversation.closed'],
    ['id', '019a0000-0000-4000-8000-0000000000a0'],
    ['conversation', 'short'],
    ['author', 'Device Ana'],
    ['epoch', -1],
    ['epoch', '0'],
    ['previous', 'short'],
    ['after', -1],
    ['agreement', 0],
    ['directory', { size: 0, root: 'A'.repeat(43), at: 1 }],
    ['directory', { size: 1, root: 'A'.repeat(43), at: -1 }],
    ['directory', { size: 1, root: 'A'.repeat(43), at: 1, head: '' }],
    ['changes', {}],
    ['consents', [{ change: 0, device: 'device-ben', expiry: 1, signature: 'short' }]],
    ['consents', [{ change: 9, device: 'device-ben', expiry: 1, signature: 'A'.repeat(86) }]],
    ['suite', 0],
    ['secret', 'short'],
  ])('refuses %s when it is %j', (field, value) => {
    expect(withField(field, value)).toBe('roster.field');
  });

  it.each([
    { type: 'device.renamed', device: 'device-ana' },
    { type: 'device.added', device: 'device-ana' },
    { type: 'device.added', device: 'device-ana', authority: VL, capacity: 'observer' },
    { type: 'device.removed', device: 'device-ana', reason: '' },
    { type: 'party.added', authority: ZE, capacity: 'party', until: '1' },
    { type: 'party.removed', authority: ZE },
    { type: 'policy.changed' },
    { type: 'policy.changed', retention: -1 },
    { type: 'policy.changed', retention: 36_501 },
    { type: 'policy.changed', history: 'days:0' },
    { type: 'policy.set', kind: 'group', history: 'all', retention: 0 },
    { type: 'policy.set', kind: 'forum', history: 'all', retention: 0, region: 'north' },
    { type: 'conversation.closed', at: 1 },
  ])('refuses the change %j', (change) => {
    expect(withChange(change)).toBe('roster.field');
  });

  it('opens at epoch 0 without previous, and nowhere else', () => {
    expect(withField('epoch', 1)).toBe('roster.field');
    expect(withField('previous', 'A'.repeat(43))).toBe('roster.field');
    expect(withField('type', 'conversation.advanced')).toBe('roster.field');
  });

  it('refuses an unknown suite', () => {
    expect(withField('suite', 2)).toBe('roster.suite');
  });

  it('refuses a secret without wraps and wraps without a secret', () => {
    expect(withField('secret', '')).toBe('roster.secret');
    expect(withField('wraps', '')).toBe('roster.secret');
  });

  it('refuses a statement that is too large before it reads it', () => {
    expect(refusal(() => parseRosterStatement(' '.repeat(512 * 1024 + 1)))).toBe('roster.too-large');
    expect(refusal(() => parseRosterStatement(new Uint8Array(512 * 1024 + 1)))).toBe('roster.too-large');
  });

  it('refuses 65,536 changes, or as many consents, quickly', () => {
    const started = performance.now();
    const many = Array.from({ length: 65_536 }, () => 0);
    expect(withField('changes', many)).toBe('roster.too-large');
    expect(withField('consents', many)).toBe('roster.too-large');
    expect(
      withField(
        'changes',
        Array.from({ length: 65_536 }, () => ({ type: 'conversation.closed' })),
      ),
    ).toBe('roster.too-large');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses one change or one consent too many', () => {
    const close = { type: 'conversation.closed' };
    expect(
      withField(
        'changes',
        Array.from({ length: MAX_CHANGES }, () => close),
      ),
    ).toBe('accepted');
    expect(
      withField(
        'changes',
        Array.from({ length: MAX_CHANGES + 1 }, () => close),
      ),
    ).toBe('roster.too-large');
    const consent = { change: 0, device: 'device-ben', expiry: 1, signature: 'A'.repeat(86) };
    expect(
      withField(
        'consents',
        Array.from({ length: MAX_CONSENTS }, () => consent),
      ),
    ).toBe('accepted');
    expect(
      withField(
        'consents',
        Array.from({ length: MAX_CONSENTS + 1 }, () => consent),
      ),
    ).toBe('roster.too-large');
  });

  it('refuses every truncation', () => {
    const { text } = opening();
    for (let length = 0; length < text.length; length++) {
      expect(refusal(() => parseRosterStatement(text.slice(0, length)))).toBe('json.invalid');
    }
  });
});

describe('a statement under tampering', () => {
  it('is refused with any bit flipped', () => {
    const conversation = aConversationOf('ana', [policy('consultation'), added(VL, 'ana'), added(XK, 'ben')]);
    const { text } = conversation.statement('ana', [partyAdded(ZE)], { by: ['ben'] });
    const bytes = utf8(text);
    expect(conversation.judge(() => parseRosterStatement(bytes))).toBe('accepted');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
        expect(conversation.judge(() => parseRosterStatement(flipped))).not.toBe('accepted');
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused under any other signature', () => {
    const conversation = aConversationOf('ana', [policy('direct'), added(VL, 'ana'), added(XK, 'ben')]);
    expect(conversation.verdict('ana', [], { signer: device('ben') })).toBe('roster.signature');
    expect(conversation.verdict('ana', [], { signer: device('ana') })).toBe('accepted');
  });

  it('is refused when its signature was made over another time', () => {
    const conversation = aConversationOf('ana', [policy('direct'), added(VL, 'ana'), added(XK, 'ben')]);
    const { text } = conversation.statement('ana', []);
    const later = text.replace(String(ROSTER_NOW), String(ROSTER_NOW + 1));
    expect(conversation.judge(() => parseRosterStatement(later))).toBe('roster.signature');
  });
});

describe('verifySecret', () => {
  it('asks a secret of whoever stays and none of a leaver', () => {
    const { body } = opening();
    expect(
      refusal(() => {
        verifySecret(body, true);
      }),
    ).toBe('accepted');
    expect(
      refusal(() => {
        verifySecret(body, false);
      }),
    ).toBe('roster.secret');
    expect(
      refusal(() => {
        verifySecret({ ...body, secret: '', wraps: '' }, true);
      }),
    ).toBe('roster.secret');
    expect(
      refusal(() => {
        verifySecret({ ...body, secret: '', wraps: '' }, false);
      }),
    ).toBe('accepted');
  });
});

describe('HistoryRule', () => {
  it('is from joining, all, or a number of days', () => {
    for (const rule of ['from-joining', 'all', 'days:1', 'days:365', 'days:99999']) {
      expect(HistoryRule.safeParse(rule).success).toBe(true);
    }
    for (const rule of [
      '',
      'none',
      'days:',
      'days:0',
      'days:01',
      'days:-1',
      'days:1.5',
      'days:1e3',
      'days:100000',
      'xdays:1',
      'days:1\n',
    ]) {
      expect(HistoryRule.safeParse(rule).success).toBe(false);
    }
  });
});

describe('RosterErrorCode', () => {
  it('is a closed set of which every code is met by a test', () => {
    const folder = new URL('./', import.meta.url);
    const read = (file: string): string => fromUtf8(readFileSync(new URL(file, folder)));
    const codes = [...read('errors.ts').matchAll(/^ {2}\| '([a-z.-]+)'/gm)].map(([, code]) => code);
    const specs = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'));
    const met = specs.map(read).join('\n');
    expect(codes.filter((code) => !met.includes(`'${String(code)}'`))).toEqual([]);
    expect(codes.length).toBeGreaterThan(40);
  });
});
