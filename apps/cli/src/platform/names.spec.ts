import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import type { AuthorityId } from '#contracts';
import {
  authorityName,
  findAuthority,
  findConversation,
  findMessage,
  findOfficer,
  asArgument,
  isMeant,
  officerName,
  shortId,
} from './names.js';

const authorities = [
  { id: 'authority:marenia-justice', name: 'Ministry of Justice of Marenia' },
  { id: 'authority:marenia', name: 'Marenia (old)' },
  { id: 'authority:nerovia-prosecution', name: 'Prosecutor General' },
];
const officers = [
  { id: 'officer-1', dismissed: false, name: 'Ana Belmonte' },
  { id: 'officer-2', dismissed: false, name: 'Anatol Reyes' },
  { id: 'officer-3', dismissed: true, name: 'Bruno Reyes' },
  { id: 'officer-4', dismissed: false, name: undefined },
];
const conversations = [
  { id: '5Kx0aaaa', closed: false, counterparts: ['authority:nerovia-prosecution'] },
  { id: '5Kx1bbbb', closed: false, counterparts: ['authority:marenia'] },
  { id: '9zzzcccc', closed: true, counterparts: ['authority:marenia-justice'] },
];
const client = {
  directory: {
    nameOf: (id: string) => officers.find((one) => one.id === id)?.name,
    latest: {
      authorities: () => authorities,
      authority: (id: string) => authorities.find((one) => one.id === id),
      officersOf: () => officers,
      accreditedTo: () => [],
    },
  },
  conversations: async () => conversations,
  messages: async () => ({ items: [{ is: 'message', seq: 3, id: 'm3' }] }),
} as unknown as Client;
const marenia = 'authority:marenia' as AuthorityId;
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('findAuthority', () => {
  it.each([
    ['authority:marenia', 'authority:marenia'],
    ['marenia', 'authority:marenia'],
    ['nerovia', 'authority:nerovia-prosecution'],
    ['prosecutor', 'authority:nerovia-prosecution'],
  ])('takes %s for %s', (words, id) => {
    expect(findAuthority(client, words)).toBe(id);
  });

  it('refuses what nobody is named, what several are, and nothing', () => {
    expect(() => findAuthority(client, 'esmere')).toThrow(code('person.unknown'));
    expect(() => findAuthority(client, 'maren')).toThrow(code('person.ambiguous'));
    expect(() => findAuthority(client, '')).toThrow(code('person.unknown'));
  });
});

describe('findConversation', () => {
  it('takes the beginning of an id before a name, and an open conversation before a closed one', async () => {
    await expect(findConversation(client, '5Kx0')).resolves.toBe('5Kx0aaaa');
    await expect(findConversation(client, 'prosecutor')).resolves.toBe('5Kx0aaaa');
    await expect(findConversation(client, 'marenia')).resolves.toBe('5Kx1bbbb');
    await expect(findConversation(client, '9z')).resolves.toBe('9zzzcccc');
  });

  it('refuses what matches none, several, or is empty', async () => {
    await expect(findConversation(client, 'esmere')).rejects.toThrow(code('conversation.unknown'));
    await expect(findConversation(client, '5K')).rejects.toThrow(code('person.ambiguous'));
    await expect(findConversation(client, '')).rejects.toThrow(code('conversation.unknown'));
  });
});

describe('findMessage', () => {
  it('takes a place with or without its mark', async () => {
    await expect(findMessage(client, '5Kx0aaaa' as never, '3')).resolves.toBe('m3');
    await expect(findMessage(client, '5Kx0aaaa' as never, '#3')).resolves.toBe('m3');
  });

  it.each(['0', '-1', 'x', '', '4', '1e9'])('refuses %j', async (place) => {
    await expect(findMessage(client, '5Kx0aaaa' as never, place)).rejects.toThrow(code('message.absent'));
  });
});

describe('findOfficer', () => {
  it('takes an id or a part of a name, of those in office', () => {
    expect(findOfficer(client, marenia, 'officer-2')).toBe('officer-2');
    expect(findOfficer(client, marenia, 'belmonte')).toBe('officer-1');
    expect(findOfficer(client, marenia, 'reyes')).toBe('officer-2');
    expect(() => findOfficer(client, marenia, 'ana')).toThrow(code('person.ambiguous'));
    expect(() => findOfficer(client, marenia, 'bruno')).toThrow(code('person.unknown'));
  });
});

describe('names', () => {
  it('fall back on the id, and say when nobody is meant', () => {
    expect(officerName(client, 'officer-4' as never)).toBe('officer-4');
    expect(officerName(client, undefined)).toBe('(unknown)');
    expect(authorityName(client, 'authority:none' as AuthorityId)).toBe('authority:none');
    expect(authorityName(client, undefined)).toBe('(unknown)');
  });
});

describe('the beginning of an id', () => {
  it.each([
    ['5Kx0aaaabbbb', '5Kx0aaaa'],
    ['-Kx0aaaabbbb', 'Kx0aaaab'],
    ['--x0aaaabbbb', 'x0aaaabb'],
  ])('of %s is typed as %s, which no command takes for an option', (id, short) => {
    expect(shortId(id)).toBe(short);
    expect(isMeant(id, short)).toBe(true);
    expect(isMeant(id, id)).toBe(true);
  });

  it('is not needed where the whole is an argument', () => {
    expect([asArgument('5Kx0'), asArgument('-Kx0')]).toEqual(['5Kx0', '-- -Kx0']);
  });

  it('means nothing where it is empty or another', () => {
    expect(isMeant('5Kx0', '')).toBe(false);
    expect(isMeant('5Kx0', '6')).toBe(false);
  });
});
