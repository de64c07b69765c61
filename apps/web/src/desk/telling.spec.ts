import { expect, it } from '@jest/globals';
import type { Client } from '#client';
import type { Topic } from './api/topics.js';
import { tellOf } from './telling.js';

interface Item {
  readonly is: string;
  readonly content?: { readonly type: string };
  readonly receivedBy?: string;
}

/** A client whose news a test makes come, and what the page is told to ask for again, but for the inbox. */
function telling() {
  let notice = (): void => undefined;
  let come = (_: string, __: readonly Item[]): void => undefined;
  const open = { count: 0 };
  const directory = { checkpoint: { size: 1, at: 1 }, missing: 0, fresh: true };
  const client = {
    directory,
    onItems: (listener: typeof come) => (come = listener),
    onNotice: (listener: typeof notice) => (notice = listener),
    conversations: async () => [{ id: 'c' }],
    notices: async () => Array.from({ length: open.count }, () => ({ standing: 'open' })),
  } as unknown as Client;
  const said: string[] = [];
  const changes = { say: (...topics: readonly Topic[]) => said.push(...topics.map((topic) => topic.join(' '))) };
  tellOf(client, changes, { sleep: async () => undefined, every: () => () => undefined });
  const whatIsSaid = async (item: Item = { is: 'message' }): Promise<string[]> => {
    said.length = 0;
    come('c', [item]);
    await new Promise(setImmediate);
    return said.filter((topic) => topic !== 'inbox');
  };
  const isNoticed = async (): Promise<void> => {
    notice();
    await new Promise(setImmediate);
  };
  const isAdded = (): void => {
    directory.checkpoint.size++;
  };
  return { open, whatIsSaid, isNoticed, isAdded };
}

it('has the page ask for the indicator again as soon as what was missing has come', async () => {
  const { open, whatIsSaid } = telling();
  open.count = 1;
  expect(await whatIsSaid()).toEqual(['trust']);
  expect(await whatIsSaid()).toEqual([]);
  open.count = 0;
  expect(await whatIsSaid()).toEqual(['trust']);
});

it('has the page ask for it again also where something came and was mended between two looks', async () => {
  const { open, whatIsSaid, isNoticed } = telling();
  open.count = 1;
  await isNoticed();
  open.count = 0;
  expect(await whatIsSaid()).toEqual(['trust']);
});

it('has the page count the devices again, and what waits to be brought back, as soon as a roster has changed', async () => {
  const { whatIsSaid } = telling();
  expect(await whatIsSaid()).toEqual([]);
  expect(await whatIsSaid({ is: 'roster' })).toEqual(['trust', 'hand-overs', 'directory recovery']);
});

it('has the page ask again what a hand-over still promises, and what can be given on, once a history was given', async () => {
  const { whatIsSaid } = telling();
  const asked = ['hand-overs', 'devices'];
  expect(await whatIsSaid({ is: 'message', content: { type: 'history.granted' } })).toEqual(asked);
  expect(await whatIsSaid({ is: 'message', receivedBy: 'd', content: { type: 'text' } })).toEqual(asked);
});

it('has the page ask for all that is read from the directory again once somebody else has changed it', async () => {
  const { whatIsSaid, isAdded } = telling();
  isAdded();
  const said = await whatIsSaid();
  expect(said).toEqual(
    expect.arrayContaining([
      'directory',
      'devices',
      'signatures',
      'settings',
      'hand-overs',
      'conversations c',
      'trust',
    ]),
  );
});
