import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AgreementKeys,
  type ConversationList,
  type DirectoryStatements,
  OfficerId,
  type Problem,
} from '#contracts';
import { fieldCommitment } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { DirectoryState } from '#relay/directory/directory-state';
import { SocketEvents } from '#relay/sockets/socket-events';
import type { Change } from '#roster';
import {
  type AuthorityBuilder,
  aNetwork,
  aPage,
  type NetworkBuilder,
  type OfficerBuilder,
} from '../support/directory.js';
import { closeSockets, codeOfAnswer, Member, openingOf, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';
import { requested, routesIn } from '../support/routes.js';

/** What an outside expert may ask, and so what everything else is held against: a new handler is refused until it stands here. */
const SERVED = [
  'DELETE /v1/conversations/:id/attachments/:attachment',
  'DELETE /v1/conversations/:id/grants/:granter/:number',
  'DELETE /v1/sessions/current',
  'GET /v1/conversations',
  'GET /v1/conversations/:id/attachments',
  'GET /v1/conversations/:id/attachments/:attachment',
  'GET /v1/conversations/:id/epochs/:epoch/wrap',
  'GET /v1/conversations/:id/grants',
  'GET /v1/directory/checkpoint',
  'GET /v1/directory/entries',
  'GET /v1/directory/statements',
  'GET /v1/network',
  'GET /v1/record/:log/checkpoint',
  'GET /v1/record/:log/consistency',
  'GET /v1/record/map',
  'PATCH /v1/conversations/:id/attachments/:attachment',
  'POST /v1/agreement-keys',
  'POST /v1/agreement-keys/query',
  'POST /v1/conversations/:id/statements',
  'POST /v1/conversations/:id/unreadable',
  'POST /v1/directory/statements',
  'POST /v1/sessions',
  'POST /v1/sessions/challenges',
  'POST /v1/sessions/tickets',
  'PUT /v1/conversations/:id/attachments/:attachment',
  'frames.fetch',
  'message.send',
  'session.renew',
];

const REFUSED = [
  'DELETE /v1/applications/:id/wrap/:hash',
  'GET /*',
  'GET /health',
  'GET /public',
  'GET /public.json',
  'GET /public/*',
  'GET /public/:authority',
  'GET /ready',
  'GET /tlog/:log/checkpoint',
  'GET /tlog/:log/tile/*',
  'GET /tlog/audit/tile/entries/*',
  'GET /v1/applications',
  'GET /v1/applications/:id',
  'GET /v1/applications/:id/entries/:number/documents/:place',
  'GET /v1/applications/:id/wrap',
  'GET /v1/directory/subjects/:subject',
  'GET /v1/enrolments',
  'GET /v1/enrolments/:id',
  'GET /v1/look-up/tokens',
  'GET /v1/openapi.json',
  'GET /v1/pages',
  'GET /v1/pages/waiting',
  'GET /v1/record/leaves',
  'GET /v1/record/openings',
  'GET /v1/secretariat/keys',
  'GET /v1/secretariat/map',
  'DELETE /v1/look-up/tokens/:id',
  'PATCH /v1/applications/:id/entries/:number/documents/:place',
  'POST /v1/applications',
  'POST /v1/applications/:id/entries',
  'POST /v1/conversations/:id/exports',
  'POST /v1/conversations/:id/grants',
  'POST /v1/directory/erasures',
  'POST /v1/enrolments',
  'POST /v1/look-up/tokens',
  'POST /v1/pages',
  'POST /v1/pages/:id/return',
  'POST /v1/pages/:id/withdrawal',
  'PUT /v1/applications/:id/entries/:number/documents/:place',
  'PUT /v1/applications/:id/wraps',
  'archive.post',
].sort();

/** Takes a token of its own kind: a session, whose ever, opens nothing there. */
const OF_PROGRAMS = ['GET /v1/look-up/authorities', 'GET /v1/look-up/authorities/:authority'];

let network: NetworkBuilder;
let vl: AuthorityBuilder;
let relay: TestRelay;
let ana: Member;
let ben: Member;
let eve: Member;
let expert: OfficerBuilder;
let conversation: TestConversation;

const codeIn = ({ body }: { body: unknown }) => (body as Problem | undefined)?.code;

/** An officer whose name members may see. */
function named(authority: AuthorityBuilder, id: string, name: string): OfficerBuilder {
  const r = Buffer.alloc(32, id);
  const fields = { name: { commitment: toBase64url(fieldCommitment(r, 'name', name)), visible: 'members' as const } };
  openings.set(id, { label: 'name', value: name, r: toBase64url(r) });
  return authority.anOfficer(id, { fields });
}
const openings = new Map<string, { label: string; value: string; r: string }>();
const NEEDS = 'A second line';

/** A page of an authority with a text for members. */
function publishNeeds(authority: AuthorityBuilder): void {
  const r = Buffer.alloc(32, NEEDS);
  const commitment = toBase64url(fieldCommitment(r, 'text', NEEDS));
  openings.set(authority.id, { label: 'text', value: NEEDS, r: toBase64url(r) });
  const text = { commitment, visible: 'members' as const };
  const page = aPage({ sections: [{ topic: 'needs', language: 'en', text }] });
  const approving = network.aSecretariat().anAdministrator('sol').aDevice();
  network.say({ type: 'page.published', subject: authority.id, page }, authority.key, approving);
}

/** Tells the relay what was said since, with the openings of whom it appoints, and of pages. */
async function tell(): Promise<void> {
  const { size } = relay.app.get(DirectoryState).latest;
  for (const { statement = '' } of network.entries.slice(size)) {
    const { body } = JSON.parse(statement) as { body: { type: string; subject: string; officer?: string } };
    const of = { 'officer.appointed': body.officer, 'page.published': body.subject }[body.type];
    const opening = openings.get(of ?? '');
    const answer = await relay.post('/v1/directory/statements', {
      statement,
      ...(opening && { openings: [opening] }),
    });
    expect([body.type, answer.status]).toEqual([body.type, 201]);
  }
  await relay.tell(network);
}

const sits = (): Change[] => [
  { type: 'party.added', authority: vl.id, capacity: 'expert', until: relay.app.get(DirectoryState).time + 86_400 },
  { type: 'device.added', authority: vl.id, capacity: 'expert', device: eve.id },
];

beforeAll(async () => {
  network = aNetwork();
  vl = network.anAuthority('vl-moj');
  const xk = network.anAuthority('xk-moj');
  const anas = named(vl, 'ana', 'Ana Reyes').aDevice();
  const bens = named(xk, 'ben', 'Ben Okoro').aDevice();
  publishNeeds(vl);
  relay = await aRelay({ environment: { COMITY_DEVICE_REQUESTS_PER_MINUTE: '10000' } });
  await tell();
  ana = await Member.of(relay, anas);
  ben = await Member.of(relay, bens);
  conversation = TestConversation.unopened(ana);
  await conversation.next(ana, openingOf('consultation', ana));
  expert = vl.anExpert('eve', conversation.id);
  const eves = expert.aDevice();
  await tell();
  eve = await Member.of(relay, eves);
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

describe('every route and event, asked as an outside expert', () => {
  it('is refused but for those that say otherwise, and the table says which', async () => {
    const served: string[] = [];
    const refused: string[] = [];
    for (const route of routesIn(relay)) {
      const name = `${route.method} ${route.path}`;
      if (OF_PROGRAMS.includes(name)) continue;
      const takesBody = route.method === 'POST' || route.method === 'PUT' || route.method === 'PATCH';
      const asked = async ({ device, token }: Member) => {
        const bearer = name === 'DELETE /v1/sessions/current' ? await relay.signIn(device) : token;
        return codeIn(await requested(relay, route, takesBody ? {} : undefined, '', bearer));
      };
      ((await asked(eve)) === 'expert.refused' ? refused : served).push(name);
      expect([name, await asked(ana)]).not.toEqual([name, 'expert.refused']);
    }
    for (const name of relay.app.get(SocketEvents).names()) {
      (codeOfAnswer(await eve.ask(name, {})) === 'expert.refused' ? refused : served).push(name);
    }
    expect(served.sort()).toEqual(SERVED);
    expect(refused.sort()).toEqual(REFUSED);
  });

  it('of a program is none of theirs', async () => {
    for (const route of routesIn(relay).filter(({ method, path }) => OF_PROGRAMS.includes(`${method} ${path}`))) {
      expect((await requested(relay, route, undefined, '', eve.token)).status).toBe(401);
    }
  });
});

describe('an outside expert', () => {
  const keysServed = async (): Promise<string[]> => {
    const devices = [ana.id, ben.id, eve.id];
    const { body } = await relay.post('/v1/agreement-keys/query', { devices }, eve.token);
    return (body as AgreementKeys).keys.map(({ device }) => device).sort();
  };
  const valuesGiven = async (token: string | undefined): Promise<string[]> => {
    const { body } = await relay.get('/v1/directory/statements?from=0&limit=200', token);
    const { statements } = body as DirectoryStatements;
    return statements.flatMap(({ openings: given }) => given.map(({ value }) => value)).sort();
  };

  it('may ask about nobody while it sits nowhere', async () => {
    expect(await keysServed()).toEqual([eve.id]);
    expect(await valuesGiven(eve.token)).toEqual([]);
    expect(await valuesGiven(ben.token)).toEqual([NEEDS, 'Ana Reyes', 'Ben Okoro']);
  });

  it('may ask, once it sits, about those with whom it sits, and about nobody else', async () => {
    await conversation.next(ana, sits());
    expect(await keysServed()).toEqual([ana.id, eve.id].sort());
    expect(await valuesGiven(eve.token)).toEqual(['Ana Reyes']);
    expect(await valuesGiven(undefined)).toEqual([]);
  });

  it('reads and writes in its conversation, and lists no other', async () => {
    await TestConversation.of(ana, ben);
    const { body } = await relay.get('/v1/conversations', eve.token);
    expect((body as ConversationList).conversations.map(({ id }) => id)).toEqual([conversation.id]);
    expect(codeOfAnswer(await eve.send(conversation))).toBe('accepted');
  });

  it('opens no conversation, not even with itself', async () => {
    const own = TestConversation.unopened(eve);
    const submission = await own.submission(eve, openingOf('consultation', eve));
    expect(codeOfAnswer(await own.submit(eve, submission))).toBe('expert.refused');
  });

  it('is out at once when its sponsor ends it: its socket, its session, whatever is stored from then on', async () => {
    const about = { type: 'expert.ended', subject: vl.id, officer: OfficerId.parse('eve') } as const;
    const heard = eve.pushed.length;
    expect(network.say(about, vl.key)).toEqual({ effect: 'applied' });
    await tell();
    const ended = performance.now();
    await relay.until(() => Promise.resolve(eve.socket?.connected === false));
    expect(performance.now() - ended).toBeLessThan(1000);
    expect(eve.events).toContain('session.ended');
    expect(codeOfAnswer(await relay.get('/v1/conversations', eve.token))).toBe('device.not-live');
    expect(codeOfAnswer(await relay.trySignIn(eve.device))).toBe('device.not-live');
    expect(codeOfAnswer(await ana.send(conversation))).toBe('accepted');
    expect(eve.pushed).toHaveLength(heard);
  });
});
