import { expect, it } from '@jest/globals';
import type { Client } from '#client';
import type { Topic } from './api/topics.js';
import { tellOf } from './telling.js';

it('has the page ask for the indicator again as soon as what was missing has come', async () => {
  let come = (): void => undefined;
  let missing = 1;
  const client = {
    directory: { checkpoint: { size: 1, at: 1 }, missing: 0, fresh: true },
    onItems: (listener: () => void) => (come = listener),
    onNotice: () => undefined,
    notices: async () => Array.from({ length: missing }, () => ({ standing: 'open' })),
  } as unknown as Client;
  const said: string[] = [];
  const changes = { say: (...topics: readonly Topic[]) => said.push(...topics.map((topic) => topic.join(' '))) };
  tellOf(client, changes, { sleep: async () => undefined, every: () => () => undefined });
  const whatIsSaid = async (): Promise<string[]> => {
    said.length = 0;
    come();
    await new Promise(setImmediate);
    return said.filter((topic) => topic !== 'inbox');
  };
  expect(await whatIsSaid()).toEqual(['trust']);
  expect(await whatIsSaid()).toEqual([]);
  missing = 0;
  expect(await whatIsSaid()).toEqual(['trust']);
});
