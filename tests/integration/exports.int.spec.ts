import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLeaves } from '#contracts';
import { fieldCommitment } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { aNetwork, type DeviceBuilder } from '../support/directory.js';
import { closeSockets, codeOfAnswer, Member, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let relay: TestRelay;
let ana: Member;
let ben: Member;
let expert: DeviceBuilder;
let conversation: TestConversation;

const announce = async (token: string, id = conversation.id) =>
  relay.post(`/v1/conversations/${id}/exports`, undefined, token);
const made = async (): Promise<string[]> => {
  const { leaves } = (await relay.get('/v1/record/leaves?from=0', ana.token)).body as AuditLeaves;
  return leaves.filter((leaf) => leaf.includes('"export.made"'));
};

beforeAll(async () => {
  const network = aNetwork();
  const vl = network.anAuthority('vl-moj');
  const devices = [vl.anOfficer('ana').aDevice(), network.anAuthority('xk-moj').anOfficer('ben').aDevice()] as const;
  expert = vl.anExpert('eve').aDevice();
  relay = await aRelay({ network, environment: { COMITY_CHECKPOINT_SECONDS: '3600' } });
  ana = await Member.of(relay, devices[0]);
  ben = await Member.of(relay, devices[1]);
  conversation = await TestConversation.of(ana, ben);
}, 60_000);

afterAll(async () => {
  closeSockets();
  await endRelays();
});

describe('an export', () => {
  it('leaves a leaf that names neither device nor conversation, under a checkpoint that is made at once', async () => {
    expect((await announce(ben.token)).status).toBe(204);
    await relay.until(async () => (await made()).length === 1);
    const [leaf = ''] = await made();
    expect(leaf).not.toContain(ben.id);
    expect(leaf).not.toContain(conversation.id);
    expect(Object.keys(JSON.parse(leaf) as object)).toEqual(['at', 'type', 'who']);
    const openings = await relay.sql<{ label: string; value: string; r: Buffer }>(
      `select label, value, r from audit_opening where value in ($1, $2) and index = (select max(index) from audit_opening where value = $2)`,
      [ben.id, conversation.id],
    );
    const { who } = JSON.parse(leaf) as { who: Record<string, string> };
    for (const { label, value, r } of openings) expect(who[label]).toBe(toBase64url(fieldCommitment(r, label, value)));
    expect(openings.map(({ label }) => label).sort()).toEqual(['conversation', 'device']);
  });

  it('is refused to who never was in the conversation, without a word of whether there is one', async () => {
    const other = await TestConversation.of(ana);
    expect(codeOfAnswer(await announce(ben.token, other.id))).toBe('conversation.unknown');
    expect(codeOfAnswer(await announce(ben.token, TestConversation.unopened(ana).id))).toBe('conversation.unknown');
  });

  it('is refused to an outside expert', async () => {
    expect(codeOfAnswer(await announce(await relay.signIn(expert)))).toBe('expert.refused');
  });
});
