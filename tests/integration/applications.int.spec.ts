import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Applicant, ApplicationView } from '#client';
import { limits, type AgreementKey, type ApplicationId, type ApplicationRead } from '#contracts';
import { newAgreementKey, sha256 } from '#crypto';
import { parseStatement } from '#directory';
import { fromBase64url, toBase64url } from '#primitives';
import {
  accessOf,
  aChecklist,
  aForm,
  anApplicant,
  aPdf,
  foundBy,
  signedFile,
  type Answered,
} from '../support/applicant.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

let world: World;
let sol: Person;
let sam: Person;
let eve: Person;

const at = (where = world.relay.url, answered?: Answered) => anApplicant(world.clock, where, answered);
/** An application that the relay has: its applicant, and its id. */
const submitted = async (
  by?: Applicant,
): Promise<{ applicant: Applicant; id: ApplicationId; view: ApplicationView }> => {
  const applicant = by ?? (await at());
  await applicant.submit(aForm());
  const view = await applicant.follow();
  return { applicant, id: view.id, view };
};
const verified = async () => {
  const { applicant, id } = await submitted();
  await foundBy(sol, id, 'authenticate');
  await foundBy(sam, id, 'verify');
  return { applicant, id };
};
/** The same application as the relay tells of it, changed by who cheats. */
const altered =
  (change: (read: ApplicationRead) => ApplicationRead): Answered =>
  (path, body) =>
    /^\/v1\/applications\/[\w-]{43}$/.test(path) ? JSON.stringify(change(JSON.parse(body) as ApplicationRead)) : body;

beforeAll(async () => {
  world = await World.founded({ COMITY_APPLICATIONS_PER_HOUR: '1000' });
  ({ sol, sam, eve } = await world.peopleOf({ sol: 'secretariat', sam: 'secretariat', eve: 'north' }));
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('an application', () => {
  it('goes from its submission to the directory with the signatures of two roots, and its link follows it', async () => {
    const applicant = await at();
    const seen: number[] = [];
    const files = [aPdf(), { name: 'decree.txt', bytes: new TextEncoder().encode('We designate.') }];
    const { link, reference, missing } = await applicant.submit(aForm(), files, (done) => seen.push(done));
    expect(missing).toEqual([]);
    expect(Math.max(...seen)).toBeGreaterThan(90_000);
    const follower = await at(link);
    const first = await follower.follow();
    expect(first).toMatchObject({ reference, state: 'received', form: aForm(), may: ['answered', 'withdrawn'] });

    const [line] = await sol.client.applications.list();
    expect(line).toMatchObject({
      id: first.id,
      reference,
      state: 'received',
      opened: { state: 'QM', authority: 'Ministry of Justice of Marenia' },
    });
    const { entries } = await sol.client.applications.read(first.id);
    expect(entries[0]?.documents.map(({ name, isThere }) => [name, isThere])).toEqual([
      ['note-verbale.pdf', true],
      ['decree.txt', true],
    ]);
    const read = await sol.client.applications.document(first.id, 1, 1);
    expect(new TextDecoder().decode(read.bytes)).toBe('We designate.');

    await sol.client.applications.ask(first.id, 'Who signed the note?');
    expect(await follower.follow()).toMatchObject({ state: 'clarification-asked' });
    await follower.answer(
      'The Minister.',
      [aPdf('full-powers.pdf', 10)],
      aForm({ remarks: 'Signed by the Minister.' }),
    );
    await foundBy(sol, first.id, 'authenticate', 'Called back.');
    const done = await foundBy(sam, first.id, 'verify');
    expect(done).toMatchObject({ state: 'verified', authority: 'authority:qm-ministry-of-justice-of-marenia' });

    const file = await sam.client.applications.toSign(first.id);
    expect(JSON.parse(file.text)).toMatchObject({
      body: {
        type: 'authority.notified',
        subject: file.authority,
        functions: ['mutual-legal-assistance', 'extradition'],
      },
      signatures: [],
    });
    const [root] = world.network.roots;
    const alone = signedFile(world.network, file.text, root === undefined ? [] : [root]);
    expect(await codeWith(sam.client.applications.publish(first.id, alone))).toBe('statement.refused');
    const signed = signedFile(world.network, file.text, world.network.quorum);
    expect(await sam.client.applications.publish(first.id, signed)).toMatchObject({ state: 'notified' });
    world.network.log(JSON.stringify(parseStatement(JSON.stringify(JSON.parse(signed)))), file.authority);

    const last = await (await at(link)).follow();
    expect(last).toMatchObject({ state: 'notified', may: [], notified: { authority: file.authority, differs: false } });
    expect(last.entries.map(({ act, by }) => [act, by?.officer])).toEqual([
      ['submitted', undefined],
      ['clarification-asked', sol.officer.id],
      ['answered', undefined],
      ['authenticated', sol.officer.id],
      ['verified', sam.officer.id],
      ['notified', sam.officer.id],
    ]);
    await sol.sync();
    expect(sol.client.directory.latest.authority(file.authority)).toMatchObject({ state: 'QM' });
  });

  it('is verified by another officer than the first, and looked at anew once its applicant adds something', async () => {
    const { applicant, id } = await submitted();
    const { applications } = sol.client;
    expect((await foundBy(sol, id, 'authenticate')).may).not.toContain('verified');
    expect(await codeWith(foundBy(sol, id, 'verify'))).toBe('application.four-eyes');
    const { may, head } = await sam.client.applications.read(id);
    expect(may).toContain('verified');
    await applicant.answer('The telephone number has changed.', []);
    expect(await codeWith(foundBy(sam, id, 'verify'))).toBe('application.state');
    expect(await codeWith(applications.toSign(id))).toBe('application.not-verified');
    // What lay before the officer is signed for, and nothing that came since.
    const blind = sam.client.applications.authenticate(id, aChecklist(), '', head);
    expect(await codeWith(blind)).toBe('application.stale');
    await foundBy(sam, id, 'authenticate');
    expect(await foundBy(sol, id, 'verify')).toMatchObject({ state: 'verified' });
    const unmet = aChecklist().map((one) => ({ ...one, met: false }));
    const now = await applications.read(id);
    expect(await codeWith(applications.authenticate(id, unmet, '', now.head))).toBe('application.checklist');
  });

  it('that says nothing is its applicant’s fault, and goes on once it is given back and corrected', async () => {
    const applicant = await at();
    const meant = aForm();
    // Passes where it is written, and is no form where it is read.
    const toJSON = () => ({ ...meant, state: '' });
    await applicant.submit(Object.defineProperty({ ...meant }, 'toJSON', { value: toJSON }));
    const { id } = await applicant.follow();
    const { applications } = sol.client;
    const line = (await applications.list()).find((one) => one.id === id);
    expect(line).toMatchObject({ isAltered: false, opened: { state: '' } });
    expect((await applications.read(id)).entries[0]).toMatchObject({ isReadable: false });
    expect(await codeWith(foundBy(sol, id, 'authenticate'))).toBe('application.unreadable');
    expect(await applications.giveBack(id, 'Nothing of it can be read.')).toMatchObject({ state: 'returned' });
    await applicant.answer('Here it is once more.', [], aForm());
    expect(await foundBy(sol, id, 'authenticate')).toMatchObject({ state: 'authenticated', form: aForm() });
  });

  it('is returned with reasons, answered, and withdrawn for good', async () => {
    const { applicant, id } = await submitted();
    await sol.client.applications.giveBack(id, 'The note is not on the depositary’s list.');
    const view = await applicant.follow();
    expect(view.entries.at(-1)).toMatchObject({ act: 'returned', words: 'The note is not on the depositary’s list.' });
    expect(await codeWith(foundBy(sol, id, 'authenticate'))).toBe('application.state');
    await applicant.answer('It is now.');
    await applicant.withdraw('We will apply again.');
    expect(await sol.client.applications.read(id)).toMatchObject({ state: 'withdrawn', may: [] });
    expect(await codeWith(applicant.answer('Or not.'))).toBe('application.state');
  });

  it('is nobody else’s: neither of an officer elsewhere, nor of another link, nor of another network', async () => {
    const { view, applicant } = await submitted();
    const { link } = await (await at()).submit(aForm());
    expect(await codeWith(eve.client.applications.list())).toBe('permission.denied');
    expect(await codeWith(eve.client.applications.find(view.reference))).toBe('permission.denied');
    expect(await codeWith(eve.client.applications.read(view.id))).toBe('permission.denied');
    const other = { authorization: `Application ${toBase64url(new Uint8Array(32))}` };
    const asked = await fetch(`${world.relay.url}/v1/applications/${view.id}`, { headers: other });
    expect(await asked.json()).toMatchObject({ code: 'application.unknown' });
    const elsewhere = link.replace(/#[\w-]{43}/, `#${toBase64url(new Uint8Array(32).fill(1))}`);
    expect(await codeWith(at(elsewhere))).toBe('network.other');
    expect(await codeWith(at(link.slice(0, -1)))).toBe('application.link');
    expect(applicant.link).not.toBe(link);
  });

  it('is opened by a device that came later, once a colleague or the applicant has been there', async () => {
    const { applicant, id } = await submitted();
    await sol.sync();
    const { late } = await world.peopleOf({ late: 'secretariat' });
    expect(await codeWith(late.client.applications.read(id))).toBe('application.unopened');
    expect((await late.client.applications.list()).find((one) => one.id === id)?.opened).toBeUndefined();
    await sol.sync();
    expect(await late.client.applications.read(id)).toMatchObject({ state: 'received' });
    const second = await submitted(await at());
    await applicant.follow();
    expect(await late.client.applications.read(second.id)).toMatchObject({ state: 'received' });
  });

  it('is opened by an officer to whom its applicant sealed nonsense, once a colleague has been there', async () => {
    const { applicant, id } = await submitted();
    await sol.sync();
    const { lea } = await world.peopleOf({ lea: 'secretariat' });
    const nonsense = toBase64url(new Uint8Array(limits.wrapBytes).fill(7));
    const given = async () => {
      const response = await fetch(`${world.relay.url}/v1/applications/${id}/wraps`, {
        method: 'PUT',
        headers: { authorization: accessOf(applicant), 'content-type': 'application/json' },
        body: JSON.stringify({ wraps: [{ device: lea.device, number: 1, wrap: nonsense }] }),
      });
      return response.status;
    };
    expect(await given()).toBe(204);
    await sol.sync();
    expect(await codeWith(lea.client.applications.read(id))).toBe('application.other-key');
    const line = (await lea.client.applications.list()).find((one) => one.id === id);
    expect(line).toMatchObject({ isMissealed: true, isAltered: false });
    expect(line?.opened).toBeUndefined();
    // Its applicant does not give it again.
    expect(await given()).toBe(204);
    await sol.sync();
    // What a second look of the same device refuses late is what it saw, and not what was given since.
    const path = `/v1/applications/${id}/wrap/${toBase64url(sha256(fromBase64url(nonsense)))}`;
    const token = await lea.client.parts.device?.session.token();
    expect((await world.relay.call('DELETE', path, undefined, token)).status).toBe(204);
    expect(await lea.client.applications.read(id)).toMatchObject({ state: 'received' });
  });

  it('names the same authority in the directory as was applied for, or its applicant is told', async () => {
    const { applicant, id } = await verified();
    const file = await sol.client.applications.toSign(id);
    const changed = file.text.replace('"MAR/2026/14"', '"MAR/2026/15"');
    const signed = signedFile(world.network, changed, world.network.quorum);
    expect(await codeWith(sol.client.applications.publish(id, signed))).toBe('application.other-statement');
    expect(await codeWith(sol.client.applications.publish(id, 'nonsense'))).toBe('application.file');
    expect((await applicant.follow()).state).toBe('verified');
  });
});

describe('a relay that cheats', () => {
  it.each<readonly [string, string, (read: ApplicationRead) => ApplicationRead]>([
    ['reorders', 'application.altered', (read) => ({ ...read, entries: [...read.entries].reverse() })],
    [
      'cuts one out of the middle',
      'application.altered',
      ({ entries, ...read }) => ({
        ...read,
        entries: entries.filter((_, i) => i !== 1).map((one, i) => ({ ...one, number: i + 1 })),
      }),
    ],
    ['keeps the newest back', 'application.cut', (read) => ({ ...read, entries: read.entries.slice(0, -1) })],
    [
      'says that another act was made',
      'application.altered',
      ({ entries, ...read }) => ({
        ...read,
        entries: entries.map((one) => (one.act === 'clarification-asked' ? { ...one, act: 'returned' } : one)),
      }),
    ],
    [
      'says that another device made it',
      'application.altered',
      ({ entries, ...read }) => ({
        ...read,
        entries: entries.map((one) => (one.device === undefined ? one : { ...one, device: sam.device })),
      }),
    ],
    [
      'names another applicant',
      'application.altered',
      (read) => ({ ...read, signer: toBase64url(new Uint8Array(32)) }),
    ],
    [
      'forges the signature of the newest',
      'application.altered',
      ({ entries, ...read }) => ({
        ...read,
        entries: entries.map((one, i) => (i < 2 ? one : { ...one, signature: entries[0]?.signature ?? '' })),
      }),
    ],
  ])('and %s is found out by whoever follows', async (_, code, change) => {
    let isCheating = false;
    const applicant = await at(world.relay.url, (path, body) => (isCheating ? altered(change)(path, body) : body));
    const { id } = await submitted(applicant);
    await sol.client.applications.ask(id, 'Who signed?');
    await applicant.answer('The Minister.');
    expect((await applicant.follow()).entries).toHaveLength(3);
    isCheating = true;
    expect(await codeWith(applicant.follow())).toBe(code);
  });

  it('is refused by an officer’s device, which shows the line as altered', async () => {
    const { id } = await submitted();
    await sol.client.applications.ask(id, 'Who signed?');
    sol.weather.answered = altered((read) => ({ ...read, entries: read.entries.slice(0, 1) }));
    expect(await codeWith(sol.client.applications.read(id))).toBe('application.cut');
    sol.weather.answered = undefined;
    expect(await codeWith(sol.client.applications.read(id))).toBe('done');
  });

  it('and names another application than an officer meant is found out', async () => {
    const { view } = await submitted();
    const { id } = await submitted();
    expect(await sol.client.applications.find(view.reference)).toEqual([view.id]);
    sol.weather.answered = (path, body) => (path === '/v1/applications' ? body.replaceAll(view.id, id) : body);
    expect(await codeWith(sol.client.applications.find(view.reference))).toBe('client.answer');
    sol.weather.answered = undefined;
  });

  it.each<readonly [string, (key: AgreementKey) => AgreementKey | undefined]>([
    ['swaps a key', (key) => ({ ...key, key: toBase64url(newAgreementKey().publicKey) })],
    ['serves the signature of another', (key) => ({ ...key, number: key.number + 1 })],
    ['keeps a key back', () => undefined],
  ])('and %s of the secretariat is given nothing', async (_, change) => {
    const before = (await sol.client.applications.list()).length;
    const applicant = await at(world.relay.url, (path, body) => {
      if (path !== '/v1/secretariat/keys') return body;
      const { keys } = JSON.parse(body) as { keys: AgreementKey[] };
      return JSON.stringify({ keys: keys.flatMap((key) => (key.device === sol.device ? (change(key) ?? []) : [key])) });
    });
    expect(await codeWith(applicant.submit(aForm()))).toBe('application.key');
    expect(applicant.link).toBeUndefined();
    expect(await sol.client.applications.list()).toHaveLength(before);
  });
});
