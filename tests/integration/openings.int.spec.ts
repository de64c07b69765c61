import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLeaves, LeafOpenings } from '#contracts';
import { fieldCommitment } from '#crypto/verify';
import { fromBase64url, toBase64url } from '#primitives';
import { aNetwork } from '../support/directory.js';
import { closeSockets, codeOfAnswer, Member, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let relay: TestRelay;
let ana: Member;
let chief: Member;
let ben: Member;

const openedTo = async ({ token }: Member): Promise<LeafOpenings['openings']> =>
  ((await relay.get('/v1/record/openings?from=0', token)).body as LeafOpenings).openings;

beforeAll(async () => {
  const network = aNetwork();
  const vl = network.anAuthority('vl-moj');
  const devices = [vl.anOfficer('ana').aDevice(), vl.anAdministrator('chief').aDevice()] as const;
  const other = network.anAuthority('xk-moj').anOfficer('ben').aDevice();
  relay = await aRelay({ network });
  ana = await Member.of(relay, devices[0]);
  chief = await Member.of(relay, devices[1]);
  ben = await Member.of(relay, other);
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

describe('openings of audit leaves', () => {
  it("are of the own devices, of the authority for its administrator, and never of a conversation that is another's", async () => {
    const conversation = await TestConversation.of(ana, ben);
    const valuesOf = async (member: Member) => new Set((await openedTo(member)).map(({ value }) => value));
    expect(await valuesOf(ana)).toEqual(new Set([ana.id, conversation.id]));
    expect(await valuesOf(chief)).toEqual(new Set([ana.id, chief.id]));
    expect(await valuesOf(ben)).toEqual(new Set([ben.id]));
  });

  it('are those of the commitments in the leaves', async () => {
    const { leaves } = (await relay.get('/v1/record/leaves?from=0', ana.token)).body as AuditLeaves;
    const openings = (await openedTo(ana)).filter(({ index }) => index < leaves.length);
    expect(openings.length).toBeGreaterThan(0);
    for (const { index, label, value, r } of openings) {
      const { who } = JSON.parse(leaves[index] ?? '') as { readonly who: Readonly<Record<string, string>> };
      expect(who[label]).toBe(toBase64url(fieldCommitment(fromBase64url(r), label, value)));
    }
  });

  it('are refused without a session, and for more leaves than one answer holds', async () => {
    expect(codeOfAnswer(await relay.get('/v1/record/openings?from=0'))).toBe('session.required');
    expect(codeOfAnswer(await relay.get('/v1/record/openings?from=0&limit=1001', ana.token))).toBe('request.invalid');
    expect(codeOfAnswer(await relay.get('/v1/record/openings?from=0&of=1', ana.token))).toBe('request.invalid');
  });
});
