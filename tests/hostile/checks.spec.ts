import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { checkNames } from '#client';
import { archiveAttacks } from './attacks/archive.js';
import { attachmentAttacks } from './attacks/attachments.js';
import { contentAttacks } from './attacks/content.js';
import { frameAttacks } from './attacks/frames.js';
import { keyAttacks } from './attacks/keys.js';
import { logAttacks } from './attacks/logs.js';
import { statementAttacks } from './attacks/statements.js';
import { unswitched } from './attacks/unswitched.js';

const attacks = [
  ...frameAttacks,
  ...statementAttacks,
  ...contentAttacks,
  ...keyAttacks,
  ...logAttacks,
  ...attachmentAttacks,
  ...archiveAttacks,
];

/** Each of these lines is also played without its checks, in the family's own file, and is then not noticed. */
describe('the checks of a client', () => {
  it.each(checkNames)('%s is taken away in an attack that then goes unnoticed', (name) => {
    expect(attacks.filter(({ checks }) => checks?.includes(name)).map((attack) => attack.name)).not.toEqual([]);
  });

  it.each(unswitched)('$what has no switch, and is tried in $tests', ({ tests, says }) => {
    const text = readFileSync(new URL(`../../${tests}`, import.meta.url), 'utf8');
    expect(text).toContain(says);
  });

  it('has an attack under every family that is played', () => {
    const families = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.spec.ts'));
    for (const name of ['archive', 'attachments', 'content', 'frames', 'keys', 'logs', 'statements'])
      expect(families).toContain(`${name}.spec.ts`);
  });

  it('says of every attack by which name it is refused or shown', () => {
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
    expect(attacks.filter(({ shows }) => shows === '')).toEqual([]);
  });
});
