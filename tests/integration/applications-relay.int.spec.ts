import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Applicant } from '#client';
import { limits, type ApplicationId, type ApplicationRead } from '#contracts';
import { toBase64url } from '#primitives';
import { ApplicationSweep } from '#relay/applications/application-sweep';
import { Fsck } from '#relay/audit/fsck';
import { accessOf, aForm, anApplicant, aPdf } from '../support/applicant.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

let world: World;
let sol: Person;

const at = () => anApplicant(world.clock, world.relay.url);
const submitted = async (): Promise<{ applicant: Applicant; id: ApplicationId }> => {
  const applicant = await at();
  await applicant.submit(aForm());
  return { applicant, id: (await applicant.follow()).id };
};

beforeAll(async () => {
  world = await World.founded({ COMITY_APPLICATIONS_PER_HOUR: '1000' });
  ({ sol } = await world.peopleOf({ sol: 'secretariat' }));
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('the relay, of applications,', () => {
  it('refuses an entry that is forged, of another place, or of the wrong side', async () => {
    const { id, applicant } = await submitted();
    const read = (await world.relay.get(`/v1/applications/${id}`, await sol.client.parts.device?.session.token()))
      .body as ApplicationRead;
    const [first] = read.entries;
    const entry = { act: 'answered', sealed: first?.sealed, signature: first?.signature, documents: [] };
    const access = accessOf(applicant);
    const post = async (body: object) => {
      const response = await fetch(`${world.relay.url}/v1/applications/${id}/entries`, {
        method: 'POST',
        headers: { authorization: access, 'content-type': 'application/json' },
        body: JSON.stringify({ ...entry, ...body }),
      });
      const { code, detail } = (await response.json()) as { code?: string; detail?: string };
      return [code, detail].join(' ');
    };
    expect([
      await post({ number: 2 }),
      await post({ number: 3 }),
      await post({ number: 2, act: 'verified' }),
      await post({ number: 2, act: 'submitted' }),
      await post({ number: 2, sealed: 'AAAA' }),
      await post({ number: 2, statement: 1 }),
      await post({ number: 2, documents: [{ bytes: 6_000_000, sha256: toBase64url(new Uint8Array(32)) }] }),
    ]).toEqual([
      'application.refused signature',
      'application.stale ',
      'permission.denied ',
      'application.state received',
      'application.refused size',
      'application.refused statement',
      'application.refused signature',
    ]);
    expect(await applicant.follow()).toMatchObject({ state: 'received' });
    // Whatever the one side sends, the other is heard.
    for (let sent = 7; sent < 10; sent++) await post({ number: 3 });
    expect(await post({ number: 3 })).toBe('rate.limited ');
    expect(await sol.client.applications.ask(id, 'Who signed?')).toMatchObject({ state: 'clarification-asked' });
  });

  it('logs each act without a word, and who made it as a commitment', async () => {
    const { id } = await submitted();
    await sol.client.applications.ask(id, 'Who signed the note verbale?');
    const rows = await world.relay.sql<{ entry: Buffer }>(
      `select entry from log_leaf where log = 'audit' order by index desc limit 20`,
    );
    const leaves = rows.map(({ entry }) => entry.toString()).filter((leaf) => leaf.includes('application.moved'));
    expect(JSON.parse(leaves[0] ?? '')).toMatchObject({
      act: 'clarification-asked',
      number: 2,
      type: 'application.moved',
    });
    expect(Object.keys((JSON.parse(leaves[0] ?? '') as { who: object }).who)).toEqual(['application', 'device']);
    const all = JSON.stringify(await world.relay.sql('select * from application_entry')) + leaves.join('');
    expect(all).not.toContain('Ministry');
    expect(all).not.toContain('note verbale');
  });

  it('takes no document once an application is over, and logs each that came whole', async () => {
    const applicant = await at();
    await applicant.submit(aForm(), [aPdf()]);
    const { id } = await applicant.follow();
    const [{ entry } = { entry: Buffer.alloc(0) }] = await world.relay.sql<{ entry: Buffer }>(
      `select entry from log_leaf where log = 'audit' and encode(entry, 'escape') like '%attachment.stored%'
       order by index desc limit 1`,
    );
    const path = `/v1/applications/${id}`;
    const read = (await world.relay.get(path, await sol.client.parts.device?.session.token())).body as ApplicationRead;
    const { bytes, sha256 } = read.entries[0]?.documents[0] ?? { bytes: 0, sha256: '' };
    const leaf = JSON.parse(entry.toString()) as { who: object };
    expect(leaf).toMatchObject({ type: 'attachment.stored', sha256 });
    expect(Object.keys(leaf.who)).toEqual(['application']);
    const announced = async () => {
      const response = await fetch(`${world.relay.url}${path}/entries/1/documents/0`, {
        method: 'PUT',
        headers: { authorization: accessOf(applicant), 'content-type': 'application/json' },
        body: JSON.stringify({ bytes, sha256 }),
      });
      return (await response.json()) as object;
    };
    expect(await announced()).toEqual({ received: bytes, stored: true });
    await applicant.withdraw();
    expect(await announced()).toMatchObject({ code: 'application.state' });
  });

  it('has its applications and their documents looked at by fsck', async () => {
    const applicant = await at();
    await applicant.submit(aForm(), [aPdf()]);
    const id = Buffer.from((await applicant.follow()).id, 'base64url');
    const found = async () => {
      const { checks } = await world.relay.app.get(Fsck).run();
      return checks.find(({ name }) => name === 'applications')?.findings.map(({ what }) => what);
    };
    const damaged = async (table: string, key: string, change: string) => {
      const kept = await world.relay.sql(`select * from ${table} where ${key} = $1`, [id]);
      expect(kept).toHaveLength(1);
      await world.relay.sql(
        `create table kept_one as select * from ${table} where ${key} = '\\x${id.toString('hex')}'`,
      );
      await world.relay.sql(`update ${table} set ${change} where ${key} = $1`, [id]);
      const findings = await found();
      const columns = Object.keys(kept[0] ?? {}).filter((column) => column !== key);
      const back = columns.map((column) => `${column} = kept_one.${column}`).join(', ');
      await world.relay.sql(`update ${table} set ${back} from kept_one where ${table}.${key} = kept_one.${key}`);
      await world.relay.sql('drop table kept_one');
      return findings;
    };
    expect(await found()).toEqual([]);
    const unsigned = 'entry 1 is not what its applicant signed';
    expect(await damaged('application_entry', 'application_id', `sealed = sealed || 'x'`)).toEqual([
      unsigned,
      'has another head',
    ]);
    expect(await damaged('application', 'id', `state = 'verified'`)).toEqual([
      'stands otherwise than its entries come to',
    ]);
    expect(await damaged('application', 'id', 'entries = 2')).toEqual(['ends at entry 1, not at 2']);
    expect(await damaged('application_document', 'application_id', 'bytes = bytes + 1')).toEqual([
      unsigned,
      'has another head',
      'document 1 of entry 1 has another length',
    ]);
    expect(await found()).toEqual([]);
  });

  it('deletes what nobody has touched for half a year, documents and all, and leaves a leaf', async () => {
    const applicant = await at();
    await applicant.submit(aForm(), [aPdf()]);
    const { id, deletedOn } = await applicant.follow();
    expect(Date.parse(deletedOn) / 1000 - world.clock.now() / 1000).toBeGreaterThan(179 * 86_400);
    const sweep = world.relay.app.get(ApplicationSweep);
    await sweep.sweep();
    expect((await applicant.follow()).id).toBe(id);
    const [{ moved_at: movedAt } = { moved_at: 0 }] = await world.relay.sql<{ moved_at: string }>(
      'select moved_at from application where id = $1',
      [Buffer.from(id, 'base64url')],
    );
    await world.relay.sql('update application set moved_at = $2 where id = $1', [
      Buffer.from(id, 'base64url'),
      Number(movedAt) - limits.applicationSeconds - 1,
    ]);
    const [blob] = await world.relay.sql<{ blob: string }>(
      'select blob from application_document where application_id = $1',
      [Buffer.from(id, 'base64url')],
    );
    await sweep.sweep();
    expect(await codeWith(applicant.follow())).toBe('application.unknown');
    expect(await world.relay.sql('select * from application_document where blob = $1', [blob?.blob])).toEqual([]);
    const [leaf] = await world.relay.sql<{ entry: Buffer }>(
      `select entry from log_leaf where log = 'audit' and encode(entry, 'escape') like '%deleted%' order by index desc limit 1`,
    );
    expect(JSON.parse(leaf?.entry.toString() ?? '')).toMatchObject({ act: 'deleted', number: 1 });
  });

  it('takes so many from one address, and has so many wait at once', async () => {
    const narrow = await World.founded({ COMITY_APPLICATIONS_PER_HOUR: '3', COMITY_OPEN_APPLICATIONS: '1' });
    const people = await narrow.peopleOf({ una: 'secretariat' });
    const applicant = await anApplicant(narrow.clock, narrow.relay.url);
    await applicant.submit(aForm());
    const { id } = await applicant.follow();
    const again = async () => codeWith((await anApplicant(narrow.clock, narrow.relay.url)).submit(aForm()));
    expect(await again()).toBe('application.full');
    // What is returned waits for its applicant, and keeps nobody else out.
    await people.una.client.applications.giveBack(id, 'This is not an application.');
    expect(await again()).toBe('done');
    expect(await again()).toBe('rate.limited');
    // Nor does it come back in by an answer while another waits.
    expect(await codeWith(applicant.answer('It is one.'))).toBe('application.full');
    const second = (await people.una.client.applications.list()).find((one) => one.id !== id);
    await people.una.client.applications.giveBack(second?.id ?? id, 'Nor is this.');
    expect(await codeWith(applicant.answer('It is one.'))).toBe('done');

    // One that waits answers, however many others wait; one that lay still waits again where there is room.
    await narrow.relay.sql(
      `insert into application (id, signer, access_hash, state, entries, head, moved_at)
       select sha256('beside'), sha256('x'), sha256('x'), 'received', 1, sha256('x'), max(moved_at) from application`,
    );
    expect(await codeWith(applicant.answer('It is.'))).toBe('done');
    await narrow.relay.sql('update application set moved_at = moved_at - 31 * 86400 where id = $1', [
      Buffer.from(id, 'base64url'),
    ]);
    expect(await codeWith(applicant.answer('It still is.'))).toBe('application.full');
    await narrow.relay.sql(`delete from application where id = sha256('beside')`);

    // Whatever lies there, each is listed once, what waits first, and what was taken back where it is asked for.
    await narrow.relay.sql(
      `insert into application (id, signer, access_hash, state, entries, head, moved_at)
       select sha256(n::text::bytea), sha256('x'), sha256('x'),
         case n % 3 when 0 then 'withdrawn' when 1 then 'returned' else 'received' end, 1, sha256('x'), 1000000 + n / 9
       from generate_series(1, ${String(limits.applicationsListed * 4)}) n`,
    );
    const listed = await people.una.client.applications.list();
    const places = listed.map(({ state, at: moved }) => (state === 'received' ? 0 : 1e10) - moved);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const waiting = await narrow.relay.sql<{ id: Buffer }>(`select id from application where state <> 'withdrawn'`);
    expect(listed.map((one) => one.id).toSorted()).toEqual(
      waiting.map((one) => one.id.toString('base64url')).toSorted(),
    );
    expect(await people.una.client.applications.list(true)).toHaveLength(limits.applicationsListed * 4 + 2);

    // One is found by its reference beside however many, also where it was taken back.
    const [taken] = await narrow.relay.sql<{ id: Buffer }>(
      `select id from application where state = 'withdrawn' order by moved_at limit 1`,
    );
    const found = taken?.id.toString('base64url') ?? '';
    const { reference } = (await people.una.client.applications.list(true)).find((one) => one.id === found) ?? {};
    expect(await people.una.client.applications.find(reference ?? '')).toEqual([found]);
    expect(await people.una.client.applications.find(found)).toEqual([found]);
    const alike = (await people.una.client.applications.find((reference ?? '').slice(0, 1))).toSorted();
    const all = await people.una.client.applications.list(true);
    expect(alike).toEqual(
      all.flatMap((one) => (one.reference.startsWith(reference?.[0] ?? '?') ? [one.id] : [])).toSorted(),
    );
    await narrow.ends();
  });
});
