import { expect, it } from '@jest/globals';
import type { Client } from '#client';
import { AuthorityId } from '#contracts';
import { People } from './people.js';

it('name an authority that the directory does not know by its id, also where its State would stand', () => {
  const directory = { latest: { isDesk: () => false, authority: () => undefined } };
  const client = { identity: { authority: 'authority:ours' }, directory } as unknown as Client;
  const id = AuthorityId.parse('authority:later');
  expect(new People(client, new Set()).party(id)).toMatchObject({ state: id, name: id });
});

it('name an authority that was there from the beginning before those that joined later', () => {
  const [desk, later, first] = ['authority:a-desk', 'authority:b-later', 'authority:c-first'].map((id) =>
    AuthorityId.parse(id),
  ) as [AuthorityId, AuthorityId, AuthorityId];
  const directory = { latest: { isDesk: (id: AuthorityId) => id === desk } };
  const client = { identity: { authority: 'authority:ours' }, directory } as unknown as Client;
  expect(new People(client, new Set([first, desk])).ranked([desk, later, first])).toEqual([first, desk, later]);
});
