import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DirectoryEntries,
  type DirectoryStatements,
  type EnrolmentState,
  type FieldOpening,
  limits,
  type NetworkDescription,
  OfficerId,
  type Problem,
  type SubjectPlace,
  type WaitingEnrolments,
} from '#contracts';
import { canonicalJson, fieldCommitment } from '#crypto/verify';
import { commitmentOf, statementMessage } from '#directory';
import { toBase64url } from '#primitives';
import { DirectoryLog } from '#relay/audit/directory-log';
import { StatementsRepository } from '#relay/directory/statements.repository';
import { Database } from '#relay/platform/database';
import {
  type AuthorityBuilder,
  aNetwork,
  aPage,
  type DeviceBuilder,
  type NetworkBuilder,
  type OfficerBuilder,
} from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let justice: AuthorityBuilder;
let ana: OfficerBuilder;
let laptop: DeviceBuilder;
let relay: TestRelay;

const submit = async (statement: string, openings?: unknown) =>
  relay.post('/v1/directory/statements', { statement, ...(openings !== undefined && { openings }) });
const codeIn = ({ body }: { body: unknown }) => {
  const { code, detail } = body as Problem;
  return detail === undefined ? code : `${code}: ${detail}`;
};

beforeAll(async () => {
  network = aNetwork();
  justice = network.anAuthority('vl-moj');
  ana = justice.anAdministrator('ana');
  laptop = ana.aDevice();
  relay = await aRelay({ network });
});

afterAll(endRelays);

describe('directory', () => {
  it('describes the network by its founding statement and cosigned checkpoints', async () => {
    const { status, body } = await relay.get('/v1/network');
    const description = body as NetworkDescription;
    expect(status).toBe(200);
    expect(description.networkId).toBe(toBase64url(network.networkId));
    expect(description.founding).toBe(network.entries[0]?.statement);
    for (const note of [description.directory, description.audit])
      expect(note).toContain('— witness.practice.example ');
  });

  it('serves the entries and statements of the log in order, a page at a time', async () => {
    const { body } = await relay.get('/v1/directory/entries?from=0');
    expect((body as DirectoryEntries).entries).toEqual(
      network.entries.map(({ subject, statementHash }) => ({ subject, statement: toBase64url(statementHash) })),
    );
    const page = await relay.get('/v1/directory/statements?from=1&limit=2');
    expect((page.body as DirectoryStatements).statements.map(({ statement }) => statement)).toEqual(
      network.entries.slice(1, 3).map(({ statement }) => statement),
    );
    const ofOne = await relay.get('/v1/directory/statements?subject=network&from=0');
    expect((ofOne.body as DirectoryStatements).statements).toHaveLength(1);
  });

  it('names the place of the next statement', async () => {
    const { body } = await relay.get(`/v1/directory/subjects/${encodeURIComponent(justice.id)}`);
    expect(body).toEqual({
      prev: network.directory.latest.latestStatementHash(justice.id),
      size: network.entries.length,
    });
    const fresh = await relay.get('/v1/directory/subjects/authority:nobody');
    expect((fresh.body as SubjectPlace).prev).toBe('');
  });

  it('refuses what replay gives no effect, with its code, and stores nothing', async () => {
    // The map moves in its own time.
    const stored = () =>
      relay.sql(`select count(*) from log_leaf where encode(entry, 'escape') not like '%"map.moved"%'`);
    const before = await stored();
    const appointment = justice.appointment('mallory');
    const refused = [
      await submit('{}'),
      await submit(network.signed(appointment, ana.aNewDevice('stranger'))),
      await submit(network.entries[1]?.statement ?? ''),
      await submit(network.signed({ ...network.founding, name: 'Another' }, ...network.quorum)),
    ];
    expect(refused.map(codeIn)).toEqual([
      'statement.refused: statement.field',
      'statement.refused: statement.not-entitled',
      'statement.stale: statement.prev',
      expect.stringMatching(/^statement\.(?:refused|stale): /),
    ]);
    expect(await stored()).toEqual(before);
  });

  it('refuses a signer whose time is over', async () => {
    const late = justice.anAdministrator('late', { validity: { from: 0, until: 1000 } });
    const device = late.aDevice();
    await relay.tell(network);
    expect(codeIn(await submit(network.signed(justice.appointment('zoe'), device)))).toBe(
      'statement.refused: signer.out-of-office',
    );
  });

  it('gives personal values to members, and to others only what everyone may still see', async () => {
    const r = new Uint8Array(32).fill(7);
    const opening = (label: string, value: string) => ({ label, value, r: toBase64url(r) });
    const field = (label: string, value: string, visible: 'everyone' | 'members') => ({
      commitment: toBase64url(fieldCommitment(r, label, value)),
      visible,
    });
    const appointment = {
      ...justice.appointment('bea'),
      fields: { name: field('name', 'Bea', 'everyone'), email: field('email', 'bea@example.invalid', 'members') },
    };
    const statement = network.signed(appointment, laptop);
    const index = network.entries.length;
    const [name, email] = [opening('name', 'Bea'), opening('email', 'bea@example.invalid')];
    expect(codeIn(await submit(statement, [opening('name', 'Eve')]))).toBe('statement.refused: opening.refused');
    expect(codeIn(await submit(statement, [name, name]))).toBe('statement.refused: opening.refused');
    expect((await submit(statement, [name, email])).body).toEqual({ index });
    network.log(statement, justice.id);
    await relay.until(async () => (await relay.directorySize()) > index);
    const path = `/v1/directory/statements?from=${String(index)}`;
    const openingsIn = async (token?: string) =>
      ((await relay.get(path, token)).body as DirectoryStatements).statements[0]?.openings;
    expect(await openingsIn()).toEqual([name]);
    const member = await relay.signIn(laptop);
    expect(await openingsIn(member)).toEqual([name, email]);
    const taken = { ...justice.appointment('bea'), fields: { name: field('name', 'Bea', 'members') } };
    const again = network.signed(taken, laptop);
    expect((await submit(again, [name])).status).toBe(201);
    network.log(again, justice.id);
    expect(await openingsIn()).toEqual([]);
    expect(await openingsIn(member)).toEqual([name, email]);
  });

  it('forgets personal values at the word of an administrator of their authority alone, and the log stays as it was', async () => {
    const r = new Uint8Array(32).fill(8);
    const name = { label: 'name', value: 'Ina', r: toBase64url(r) };
    const commitment = toBase64url(fieldCommitment(r, 'name', 'Ina'));
    const index = network.entries.length;
    const fields = { name: { commitment, visible: 'everyone' as const } };
    const statement = network.signed({ ...justice.appointment('ina'), fields }, laptop);
    await submit(statement, [name]);
    network.log(statement, justice.id);
    const elsewhere = network.anAuthority('elsewhere').anAdministrator('olga').aDevice();
    const officer = justice.anOfficer('otto').aDevice();
    await relay.tell(network);
    const erase = async (by: DeviceBuilder, commitments: readonly string[]) => {
      const answer = await relay.post('/v1/directory/erasures', { commitments }, await relay.signIn(by));
      return answer.status === 200 ? answer.body : codeIn(answer);
    };
    const openings = async () =>
      ((await relay.get(`/v1/directory/statements?from=${String(index)}`)).body as DirectoryStatements).statements[0];
    expect(await erase(officer, [commitment])).toBe('permission.denied');
    expect(await erase(elsewhere, [commitment])).toEqual({ values: 0 });
    expect(await erase(laptop, [commitment])).toBe('erasure.in-office');
    expect(await openings()).toMatchObject({ statement, openings: [name] });
    network.say({ type: 'officer.dismissed', subject: justice.id, officer: OfficerId.parse('ina') }, laptop);
    await relay.tell(network);
    const before = await relay.sql('select entry from log_leaf where log = $1 order by index', ['directory']);
    expect(await erase(laptop, [commitment])).toEqual({ values: 1 });
    expect(await erase(laptop, [commitment])).toEqual({ values: 0 });
    expect(await openings()).toEqual({ index, statement, openings: [] });
    expect(await relay.sql('select entry from log_leaf where log = $1 order by index', ['directory'])).toEqual(before);
    const leaves = await relay.sql<{ entry: Buffer }>('select entry from log_leaf where log = $1', ['audit']);
    const erased = leaves.map(({ entry }) => entry.toString()).filter((entry) => entry.includes('"directory.erased"'));
    expect(erased.map((entry) => JSON.parse(entry) as object)).toMatchObject([
      { index, statement: toBase64url(network.entries[index]?.statementHash ?? new Uint8Array()), values: 1 },
    ]);
    expect(erased.join()).not.toContain('Ina');
    expect(codeIn(await relay.post('/v1/directory/erasures', { commitments: [] }, await relay.signIn(laptop)))).toMatch(
      /^request.invalid/,
    );
  });

  it('forgets what an earlier page told of persons and to members, and not what the present one does', async () => {
    const secretariat = network.aSecretariat().anAdministrator('sec').aDevice();
    const told = (when: string) => {
      const r = toBase64url(new Uint8Array(32).fill(when.length));
      const [name, needs] = [
        { label: 'name', value: `Head ${when}`, r },
        { label: 'text', value: `Lacks ${when}`, r },
      ] as const;
      const fields = { name: { commitment: commitmentOf(name), visible: 'everyone' as const } };
      const text = { commitment: commitmentOf(needs), visible: 'members' as const };
      const sections = [{ topic: 'needs', language: 'en', text }];
      return { name, needs, page: aPage({ persons: [{ role: 'head', fields }], sections }) };
    };
    const [before, now] = [told('before'), told('today')];
    for (const { name, needs, page } of [before, now]) {
      const draft = { type: 'page.published' as const, subject: justice.id, page };
      const statement = network.signed(draft, laptop, secretariat);
      await relay.tell(network);
      expect((await submit(statement, [name, needs])).status).toBe(201);
      network.log(statement, justice.id);
    }
    const erase = async (...openings: FieldOpening[]) =>
      relay.post('/v1/directory/erasures', { commitments: openings.map(commitmentOf) }, await relay.signIn(laptop));
    expect(codeIn(await erase(before.name, now.name))).toBe('erasure.present-page');
    expect(codeIn(await erase(before.needs, now.needs))).toBe('erasure.present-page');
    expect((await erase(before.name, before.needs)).body).toEqual({ values: 2 });
    const index = network.entries.length - 1;
    await relay.until(async () => (await relay.directorySize()) > index);
    const values = async (token?: string) => {
      const { body } = await relay.get(`/v1/directory/statements?from=${String(index)}`, token);
      return (body as DirectoryStatements).statements[0]?.openings;
    };
    expect(await values()).toEqual([now.name]);
    expect(await values(await relay.signIn(laptop))).toEqual([now.name, now.needs]);
  });

  it('ends a page of statements where their bytes come to the bound, openings counted', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => i + 1000);
    const rolledBack = new Error('rolled back');
    const pages: number[] = [];
    const asked = relay.app.get(Database).transaction(async (tx) => {
      for (const index of rows)
        await tx.query(`insert into directory_statement values ($1, 'network', $2, repeat('x', 60000))`, [
          index,
          Buffer.alloc(32),
        ]);
      const statements = new StatementsRepository({ manager: tx } as unknown as Database);
      pages.push((await statements.from(1000)).length);
      for (const index of rows)
        await tx.query(`insert into directory_opening values ($1, 0, 'page', repeat('x', 60000), $2, 'everyone')`, [
          index,
          Buffer.alloc(32),
        ]);
      pages.push((await statements.from(1000)).length, (await statements.from(1018)).length);
      throw rolledBack;
    });
    await expect(asked).rejects.toBe(rolledBack);
    expect(pages).toEqual([9, 5, 2]);
  });

  it('refuses what has no effect while another holds the log', async () => {
    const stranger = ana.aNewDevice('impatient');
    await relay.app.get(Database).transaction(async (tx) => {
      await relay.app.get(DirectoryLog).lock(tx);
      const answer = await submit(network.signed(justice.appointment('mallory'), stranger));
      expect(codeIn(answer)).toBe('statement.refused: statement.not-entitled');
    });
  });

  it('accepts one of two statements that race for a place', async () => {
    const relayB = await aRelay({ beside: relay });
    const texts = ['cleo', 'dora'].map((name) => network.signed(justice.appointment(name), laptop));
    const answers = await Promise.all([
      submit(texts[0] ?? ''),
      relayB.post('/v1/directory/statements', { statement: texts[1] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    network.log(texts[answers[0].status === 201 ? 0 : 1] ?? '', justice.id);
    await relayB.stop();
  });

  it('takes on one node what follows what another has just logged', async () => {
    const environment = { COMITY_FOLLOW_MILLISECONDS: '600000', COMITY_CHECKPOINT_SECONDS: '600' };
    const late = await aRelay({ beside: relay, environment });
    const first = network.signed(justice.appointment('kim'), laptop);
    await submit(first);
    network.log(first, justice.id);
    const second = network.signed(justice.appointment('lou'), laptop);
    expect((await late.post('/v1/directory/statements', { statement: second })).status).toBe(201);
    network.log(second, justice.id);
    await late.stop();
  });

  it('shows another node what one has logged, within two seconds', async () => {
    const other = await aRelay({ beside: relay });
    const officer = justice.anOfficer('fay');
    const started = performance.now();
    await submit(network.entries.at(-1)?.statement ?? '');
    await other.until(async () => (await other.directorySize()) === network.entries.length);
    expect(officer.id).toBe('fay');
    expect(performance.now() - started).toBeLessThan(2000);
    await other.stop();
  });

  it('keeps nothing of the network when its founding names other logs, another network, or no witness', async () => {
    const foreign = aNetwork({ name: 'Another network' });
    const pinned = await aRelay({ environment: { COMITY_NETWORK_ID: toBase64url(network.networkId) } });
    const founding = (of: NetworkBuilder) =>
      pinned.post('/v1/directory/statements', { statement: of.entries[0]?.statement });
    expect(codeIn(await founding(foreign))).toBe('statement.refused: network.other');
    expect((await pinned.get('/v1/network')).status).toBe(409);
    expect((await founding(network)).status).toBe(201);
    const open = await aRelay();
    const otherLogs = aNetwork({ logs: { ...network.founding.logs, audit: network.founding.logs.directory } });
    const noWitness = aNetwork({ witnesses: { keys: [], quorum: 0 } });
    for (const [of, code] of [
      [otherLogs, 'network.logs'],
      [noWitness, 'policy.form'],
    ] as const) {
      const answer = await open.post('/v1/directory/statements', { statement: of.entries[0]?.statement });
      expect(codeIn(answer)).toBe(`statement.refused: ${code}`);
    }
    await Promise.all([pinned.stop(), open.stop()]);
  });
});

describe('enrolments', () => {
  const request = (device: DeviceBuilder, by = device) => {
    const body = network.body(device.enrolment);
    return {
      body: canonicalJson(body),
      signature: toBase64url(by.signing.sign(statementMessage(network.networkId, body))),
    };
  };
  const ask = async (device: DeviceBuilder, by = device) => relay.post('/v1/enrolments', request(device, by));

  it('keeps a request, shows it to whom may approve it, and says what became of it', async () => {
    const gil = justice.anOfficer('gil');
    await relay.tell(network);
    const device = gil.aNewDevice('gil-phone');
    const asked = (await ask(device)).body as EnrolmentState;
    expect(asked.state).toBe('waiting');
    expect((await ask(device)).body).toEqual(asked);
    const token = await relay.signIn(laptop);
    const { enrolments } = (await relay.get('/v1/enrolments', token)).body as WaitingEnrolments;
    const waiting = {
      id: asked.id,
      officer: 'gil',
      device: 'gil-phone',
      asked: expect.any(Number),
      ...request(device),
    };
    expect(enrolments).toEqual([waiting]);
    await submit(network.signed(device.enrolment, device, laptop));
    expect((await relay.get(`/v1/enrolments/${asked.id}`)).body).toEqual({ id: asked.id, state: 'enrolled' });
    network.say(device.enrolment, device, laptop);
    expect(codeIn(await ask(device))).toBe('statement.refused: directory.id-used');
  });

  it('says that a request is stale when the log moved on', async () => {
    const device = ana.aNewDevice('ana-phone');
    const asked = (await ask(device)).body as EnrolmentState;
    justice.anOfficer('hugo');
    await relay.tell(network);
    expect((await relay.get(`/v1/enrolments/${asked.id}`)).body).toEqual({ id: asked.id, state: 'stale' });
  });

  it('refuses another signature, an unknown officer, and an unknown id', async () => {
    const device = ana.aNewDevice('ana-desk');
    expect(codeIn(await ask(device, laptop))).toBe('statement.refused: statement.signature');
    const stranger = { ...device.enrolment, officer: 'stranger' };
    const body = network.body(stranger as typeof device.enrolment);
    const signature = toBase64url(device.signing.sign(statementMessage(network.networkId, body)));
    const answer = await relay.post('/v1/enrolments', { body: canonicalJson(body), signature });
    expect(codeIn(answer)).toBe('statement.refused: directory.officer-unknown');
    expect((await relay.get(`/v1/enrolments/${'A'.repeat(43)}`)).status).toBe(404);
  });

  it('has room for an officer’s device whatever strangers asked for in the officer’s name', async () => {
    const ivo = justice.anOfficer('ivo');
    await relay.tell(network);
    const device = ivo.aNewDevice('ivo-laptop');
    const asked = (await ask(device)).body as EnrolmentState;
    const strangers = Array.from({ length: limits.pendingEnrolmentsPerOfficer + 2 }, (_, i) =>
      ivo.aNewDevice(`stranger-${String(i)}`),
    );
    const answers = [];
    for (const stranger of strangers) answers.push((await ask(stranger)).status);
    expect(new Set(answers)).toEqual(new Set([201]));
    expect(codeIn(await relay.get(`/v1/enrolments/${asked.id}`))).toBe('enrolment.unknown');
    expect((await ask(device)).body).toEqual(asked);
    const token = await relay.signIn(laptop);
    const shown = (await relay.get('/v1/enrolments', token)).body as WaitingEnrolments;
    const named = shown.enrolments.filter(({ officer }) => officer === 'ivo').map(({ device: id }) => id);
    expect(named).toHaveLength(limits.pendingEnrolmentsPerOfficer);
    expect(named).toContain('ivo-laptop');
    const rest = await Promise.all(Array.from({ length: 20 }, async () => ask(device)));
    expect(rest.filter(({ status }) => status !== 201).map(codeIn)).toContain('rate.limited');
  });
});
