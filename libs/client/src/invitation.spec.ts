import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits } from '#contracts';
import { toBase64url, utf8 } from '#primitives';
import { Invitation, invitationLink, parseInvitation } from './invitation.js';

const invitation = Invitation.parse({
  relay: 'https://relay.example:7420',
  founding: '{"body":{"name":"Réseau de la Lanterne"},"signatures":[]}',
  authority: 'authority:marenia-justice',
  officer: 'officer-1f00aa11bb22cc33',
});
const link = invitationLink(invitation);
const code = link.slice(link.indexOf('=') + 1);

describe('invitationLink', () => {
  it('leads to the relay and keeps the invitation out of what the relay is sent', () => {
    expect(link).toMatch(/^https:\/\/relay\.example:7420\/#invitation=[\w-]+$/);
    expect(new URL(link).pathname + new URL(link).search).toBe('/');
  });
});

describe('parseInvitation', () => {
  it.each([
    ['the text of a file', `${JSON.stringify(invitation, undefined, 2)}\n`],
    ['a link', link],
    ['the code of a link alone', code],
    ['a link at whatever path', link.replace('/#', '/enrol?from=mail#')],
    ['a link that e-mail broke into lines', ` ${link.replaceAll(/(.{70})/g, '$1\r\n')}\n`],
  ])('reads %s', (_, text) => {
    expect(parseInvitation(text)).toEqual(invitation);
  });

  it('gives back whatever invitation was made a link', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, maxLength: 500, unit: 'grapheme' }), (founding) => {
        expect(parseInvitation(invitationLink({ ...invitation, founding }))).toEqual({ ...invitation, founding });
      }),
    );
  });

  it('takes the longest founding statement there may be', () => {
    const longest = { ...invitation, founding: '"'.repeat(limits.statementBytes) };
    expect(parseInvitation(invitationLink(longest))).toEqual(longest);
  });

  it('refuses every code that was cut, and every one with a character changed to one that no code has', () => {
    for (let length = 0; length < code.length; length++) {
      expect(() => parseInvitation(code.slice(0, length))).toThrow('this is not an invitation');
      expect(() => parseInvitation(`${code.slice(0, length)}+${code.slice(length + 1)}`)).toThrow('invitation');
    }
  });

  it.each([
    ['nothing', ''],
    ['a link without one', 'https://relay.example/'],
    ['a field that is not known', JSON.stringify({ ...invitation, secret: 1 })],
    ['a relay that is no address', JSON.stringify({ ...invitation, relay: 'javascript:alert(1)' })],
    ['bytes that are no text', toBase64url(Uint8Array.of(0x7b, 0xff))],
    ['more than any invitation holds', `${' '.repeat(4 * limits.statementBytes)}${code}`],
    ['JSON of something else', toBase64url(utf8('["an invitation"]'))],
  ])('refuses %s', (_, text) => {
    expect(() => parseInvitation(text)).toThrow(expect.objectContaining({ code: 'network.founding' }));
  });
});
