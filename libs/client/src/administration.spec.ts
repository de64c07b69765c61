import { describe, expect, it } from '@jest/globals';
import { OfficerId, ProblemError, limits } from '#contracts';
import { codeOf, toBase64url } from '#primitives';
import { aNetwork } from '../../../tests/support/directory.js';
import { Administration } from './administration.js';

const LABELS = ['name', 'telephone', 'email'] as const;
const officer = OfficerId.parse('ana');

/** What erasing an officer of `count` commitments ends with, where the relay answers so to each request in turn. */
async function erasing(count: number, ...answers: readonly (number | Error)[]) {
  const network = aNetwork();
  const north = network.anAuthority('north');
  const commitment = (i: number): string => toBase64url(Uint8Array.from({ length: 32 }, (_, at) => (i >> at) & 1));
  const statements = Array.from({ length: Math.ceil(count / LABELS.length) }, (_, row) => {
    const labels = LABELS.slice(0, count - row * LABELS.length).map((label, i) => {
      return [label, { commitment: commitment(row * LABELS.length + i), visible: 'members' as const }] as const;
    });
    return network.signed({ ...north.appointment('ana'), prev: '', fields: Object.fromEntries(labels) }, north.key);
  });
  const asked: number[] = [];
  const transport = {
    call: async ({ body }: { readonly body: { readonly commitments: readonly string[] } }) => {
      const answer = answers[asked.length] ?? 0;
      asked.push(body.commitments.length);
      if (answer instanceof Error) throw answer;
      return { values: answer };
    },
  };
  const directory = { sync: async () => undefined, statements: () => statements };
  const options = { identity: { authority: north.id }, transport, credentials: {}, directory };
  const administration = new Administration(options as unknown as ConstructorParameters<typeof Administration>[0]);
  const ended: unknown = await administration.eraseOfficer(officer).catch((error: unknown) => error);
  return { ended, asked };
}

describe('erasing more than one request takes', () => {
  const more = limits.erasures + 2;
  const inOffice = new ProblemError('erasure.in-office');

  it('is told with all that was forgotten', async () => {
    expect(await erasing(more, 400, 2)).toEqual({ ended: 402, asked: [limits.erasures, 2] });
  });

  it('says how many were erased where the relay refuses the rest, never that nothing was', async () => {
    const { ended } = await erasing(more, 400, inOffice);
    expect(codeOf(ended)).toBe('erasure.partly');
    expect((ended as Error).message).toMatch(/^400 of the values were erased; the rest was not: .*in office/);
    expect((ended as Error).cause).toBe(inOffice);
  });

  it('is refused as the relay refuses it where nothing was erased before, and as any fault where the line broke', async () => {
    expect((await erasing(more, inOffice)).ended).toBe(inOffice);
    expect((await erasing(more, 0, inOffice)).ended).toBe(inOffice);
    const offline = new Error('offline');
    expect((await erasing(more, 400, offline)).ended).toBe(offline);
  });
});
