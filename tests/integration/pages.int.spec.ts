import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckpointResponse, PageAccepted, Problem, SubmittedPages } from '#contracts';
import { fieldCommitment } from '#crypto/verify';
import { formatStatement, parseStatement, type Page } from '#directory';
import { toBase64url } from '#primitives';
import {
  aNetwork,
  aPage,
  type AuthorityBuilder,
  type DeviceBuilder,
  type NetworkBuilder,
} from '../support/directory.js';
import { aRelay, endRelays, type Answer, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let north: AuthorityBuilder;
let ana: DeviceBuilder;
let ben: DeviceBuilder;
let sol: DeviceBuilder;
let sam: DeviceBuilder;
let otto: DeviceBuilder;
let relay: TestRelay;
const tokens = new Map<DeviceBuilder, string>();

const PERSON = { label: 'name', value: 'Head of the office', r: toBase64url(new Uint8Array(32).fill(7)) };
const withPerson = (changes: Partial<Page> = {}): Page =>
  aPage({
    ...changes,
    persons: [
      {
        role: 'head',
        fields: {
          name: {
            commitment: toBase64url(fieldCommitment(new Uint8Array(32).fill(7), PERSON.label, PERSON.value)),
            visible: 'members',
          },
        },
      },
    ],
  });

const codeIn = ({ status, body }: Answer) => (status < 300 ? 'done' : (body as Problem).code);
const detailIn = ({ body }: Answer) => (body as Problem).detail;
const tokenOf = (device: DeviceBuilder) => tokens.get(device);
/** A page of an authority at the end of its log, with the signature of one device. */
const signed = (by: DeviceBuilder, page: Page = aPage(), subject = by.officer.authority.id) =>
  network.signed({ type: 'page.published', subject, page }, by);
const submit = async (by: DeviceBuilder, statement = signed(by), openings: unknown[] = []) =>
  relay.post('/v1/pages', { statement, openings }, tokenOf(by));
const submitted = async (by: DeviceBuilder, ...given: [statement?: string, openings?: unknown[]]) => {
  const answer = await submit(by, ...given);
  expect(codeIn(answer)).toBe('done');
  return (answer.body as PageAccepted).id;
};
const ours = async (by: DeviceBuilder) => ((await relay.get('/v1/pages', tokenOf(by))).body as SubmittedPages).pages;
const waiting = async (by = sol) => ((await relay.get('/v1/pages/waiting', tokenOf(by))).body as SubmittedPages).pages;
const withdraw = async (id: string, by = ana) => relay.post(`/v1/pages/${id}/withdrawal`, undefined, tokenOf(by));
const giveBack = async (id: string, by = sol, reason = 'The telephone number lacks a digit.') =>
  relay.post(`/v1/pages/${id}/return`, { reason }, tokenOf(by));
/** The statement with another's signature beside. */
const approvedText = (text: string, by = sol) => {
  const { body, signatures } = parseStatement(text);
  const alone = network.signed(body as unknown as Parameters<NetworkBuilder['signed']>[0], by);
  return formatStatement(body, [...signatures, ...parseStatement(alone).signatures]);
};
const publish = async (text: string, openings: unknown[] = []) =>
  relay.post('/v1/directory/statements', { statement: text, openings });
/** What the relay took is said to the builder too, so that what is signed next stands behind it. */
const published = async (text: string, openings: unknown[] = []) => {
  const answer = await publish(text, openings);
  if (codeIn(answer) === 'done') network.log(text, parseStatement(text).body.subject);
  return answer;
};
const leaves = async () => {
  const rows = await relay.sql<{ entry: Buffer }>(`select entry from log_leaf where log = 'audit' order by index`);
  return rows.map(({ entry }) => entry.toString()).filter((leaf) => leaf.includes('"type":"page.'));
};

beforeAll(async () => {
  network = aNetwork();
  const secretariat = network.aSecretariat();
  sol = secretariat.anAdministrator('sol').aDevice();
  sam = secretariat.anAdministrator('sam').aDevice();
  north = network.anAuthority('north');
  ana = north.anAdministrator('ana').aDevice();
  otto = north.anOfficer('otto').aDevice();
  ben = network.anAuthority('south').anAdministrator('ben').aDevice();
  relay = await aRelay({ network });
  for (const device of [ana, ben, sol, sam, otto]) tokens.set(device, await relay.signIn(device));
});

afterAll(endRelays);

describe('a page', () => {
  it('is shown to the administrators of its authority and of the secretariat, and to nobody else', async () => {
    const id = await submitted(ana, signed(ana, withPerson()), [PERSON]);
    expect(await ours(ana)).toMatchObject([{ id, authority: north.id, state: 'submitted', openings: [PERSON] }]);
    expect(await waiting()).toMatchObject([{ id, openings: [PERSON] }]);
    expect(await ours(ben)).toEqual([]);
    const refused = [
      await relay.get('/v1/pages', tokenOf(otto)),
      await relay.get('/v1/pages/waiting', tokenOf(ana)),
      await giveBack(id, ana),
      await withdraw(id, otto),
      await submit(otto, signed(otto)),
    ];
    expect(refused.map(codeIn)).toEqual(Array(5).fill('permission.denied'));
    expect(codeIn(await withdraw(id, ben))).toBe('page.unknown');
    expect(codeIn(await withdraw(id))).toBe('done');
  });

  it('is one at a time: the same again changes nothing, another waits for it', async () => {
    const text = signed(ana);
    const id = await submitted(ana, text);
    expect(await submitted(ana, text)).toBe(id);
    expect(codeIn(await submit(ana, signed(ana, aPage({ ministry: 'Another' }))))).toBe('page.waiting');
    const [one, other] = [aPage({ ministry: 'One' }), aPage({ ministry: 'Other' })].map((page) => signed(ana, page));
    await withdraw(id);
    const answers = (await Promise.all([submit(ana, one), submit(ana, other)])).map(codeIn);
    expect(answers.sort()).toEqual(['done', 'page.waiting']);
    for (const page of await waiting()) await withdraw(page.id);
  });

  it('is refused when it is not the asking administrator’s own, is signed by more, stands elsewhere, or hides a field', async () => {
    const other = network.signed({ type: 'page.published', subject: north.id, page: aPage() }, ben);
    const settings = network.signed(
      { ...network.body({ type: 'page.published', subject: north.id, page: aPage() }), prev: '' } as never,
      ana,
    );
    const forged = signed(ana).replace(/"signature":"..../, '"signature":"AAAA');
    const refused = [
      await submit(ana, other),
      await submit(ana, approvedText(signed(ana))),
      await submit(ana, forged),
      await submit(ana, settings),
      await submit(ana, signed(ana, withPerson())),
      await submit(ana, signed(ana, withPerson()), [{ ...PERSON, value: 'Somebody else' }]),
    ];
    expect(refused.map(detailIn)).toEqual([
      'statement.not-entitled',
      'statement.not-entitled',
      'statement.signature',
      'statement.prev',
      'opening.missing',
      'opening.refused',
    ]);
    expect(codeIn(await submit(ben, signed(ana)))).toBe('permission.denied');
    expect(await waiting()).toEqual([]);
  });

  it('is returned with a reason, its personal values forgotten, and submitted again', async () => {
    const text = signed(ana, withPerson());
    const id = await submitted(ana, text, [PERSON]);
    expect(codeIn(await giveBack(id))).toBe('done');
    expect((await ours(ana))[0]).toMatchObject({
      id,
      state: 'returned',
      openings: [],
      ended: { by: sol.id, reason: 'The telephone number lacks a digit.' },
    });
    expect(JSON.stringify(await relay.sql('select * from page_submission'))).not.toContain(PERSON.value);
    expect([await giveBack(id), await withdraw(id)].map(detailIn)).toEqual(['page.returned', 'page.returned']);
    expect(await submitted(ana, text, [PERSON])).toBe(id);
    expect((await ours(ana))[0]).toMatchObject({ id, state: 'submitted', openings: [PERSON] });
    expect(codeIn(await withdraw(id))).toBe('done');
  });

  it('is refused, not failed upon, with a text that cannot be stored', async () => {
    const id = await submitted(ana);
    const refused = [
      await giveBack(id, sol, 'a\u0000b'),
      await relay.post('/v1/look-up/tokens', { name: 'a\u0000b', days: 1 }, tokenOf(ana)),
      await submit(ben, signed(ben, withPerson()), [{ ...PERSON, value: 'a\u0000b' }]),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(codeIn(await withdraw(id))).toBe('done');
  });

  it('is published by the second signature, in the same transaction, and dated by the witnesses', async () => {
    const text = signed(ana, withPerson({ ministry: 'A\u0000B' }));
    const id = await submitted(ana, text, [PERSON]);
    const size = network.entries.length;
    expect(codeIn(await published(approvedText(text), [PERSON]))).toBe('done');
    expect((await ours(ana))[0]).toMatchObject({ id, state: 'published', openings: [] });
    expect(await waiting()).toEqual([]);
    await relay.until(async () => (await relay.directorySize()) > size);
    const covering = await relay.get(`/v1/directory/checkpoint?covering=${String(size + 1)}`);
    expect(Number((covering.body as CheckpointResponse).note.split('\n')[1])).toBeGreaterThan(size);
    const shown = await relay.get(`/public/${north.id}.json`);
    expect(shown).toMatchObject({ status: 200, body: { log: { page: size } } });
    const beyond = await relay.get(`/v1/directory/checkpoint?covering=${String(size + 1000)}`);
    expect(codeIn(beyond)).toBe('record.not-yet');
    expect(codeIn(await submit(ana, text, [PERSON]))).toBe('statement.stale');
  });

  it('gives way to a new one once its authority’s log has moved on', async () => {
    const id = await submitted(ana);
    expect(
      network.say({ type: 'officer.dismissed', subject: north.id, prev: '', officer: otto.officer.id }, ana).effect,
    ).toBe('applied');
    await relay.tell(network);
    const next = await submitted(ana);
    expect((await ours(ana)).slice(0, 2)).toMatchObject([
      { id: next, state: 'submitted' },
      { id, state: 'withdrawn' },
    ]);
    await withdraw(next);
  });
});

describe('two at once', () => {
  it('approve one page once', async () => {
    const text = signed(ana, aPage({ ministry: 'Once' }));
    const id = await submitted(ana, text);
    const answers = await Promise.all([publish(approvedText(text)), publish(approvedText(text, sam))]);
    expect(answers.map(codeIn).sort()).toEqual(['done', 'statement.stale']);
    const [entry] = await relay.sql<{ statement: string }>(
      'select statement from directory_statement order by index desc limit 1',
    );
    network.log(entry?.statement ?? '', north.id);
    expect((await ours(ana))[0]).toMatchObject({ id, state: 'published' });
  });

  it('approve and withdraw: one of them finds the page over', async () => {
    for (const round of [1, 2, 3]) {
      const text = signed(ana, aPage({ ministry: `Round ${String(round)}` }));
      const id = await submitted(ana, text);
      const both = approvedText(text);
      const [approved, withdrawn] = await Promise.all([publish(both), withdraw(id)]);
      const isPublished = codeIn(approved) === 'done';
      expect([codeIn(approved), codeIn(withdrawn)].sort()).toEqual(['done', 'page.ended']);
      if (isPublished) network.log(both, north.id);
      expect((await ours(ana))[0]).toMatchObject({ id, state: isPublished ? 'published' : 'withdrawn' });
    }
  });

  it('approve one page beside another version: the later is told that its place is taken', async () => {
    const text = signed(ana, aPage({ ministry: 'Waits' }));
    const id = await submitted(ana, text);
    const byHand = approvedText(signed(ana, aPage({ ministry: 'By hand' })));
    expect(codeIn(await published(byHand))).toBe('done');
    expect(codeIn(await publish(approvedText(text)))).toBe('statement.stale');
    expect((await ours(ana))[0]).toMatchObject({ id, state: 'submitted' });
    await withdraw(id);
  });
});

it('each act on a page leaves a leaf that names the page by a hash, and persons by commitments', async () => {
  const found = (await leaves()).map((leaf) => JSON.parse(leaf) as { type: string; page: string; who: object });
  const types = new Set(found.map(({ type }) => type));
  expect(types).toEqual(new Set(['page.submitted', 'page.returned', 'page.withdrawn']));
  for (const leaf of found) {
    expect(Object.keys(leaf).sort()).toEqual(['at', 'page', 'type', 'who']);
    expect(leaf.page).toMatch(/^[\w-]{43}$/);
    expect(Object.keys(leaf.who)).toEqual(['authority', 'device']);
  }
});
