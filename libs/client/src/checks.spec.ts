import { describe, expect, it } from '@jest/globals';
import { MessageId, type AgreementKey, type WireFrame } from '#contracts';
import { canonicalBytes, messageKey, newSignatureKey, sealGrant, sealMessage, sign, type Given } from '#crypto';
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '#primitives';
import { formatRosterStatement, parseRosterStatement, rosterMessage } from '#roster';
import { headValue } from '#tlog';
import { keepsArchive } from '../../../tests/support/archive.js';
import type { TestClient } from '../../../tests/support/fake-conversations.js';
import { codes, outcome, say, talking } from '../../../tests/support/talking.js';
import { checkNames, type CheckName } from './checks.js';
import { composeStatement } from './conversation-compose.js';
import type { EpochRecord } from './conversation-state.js';

type Talk = Awaited<ReturnType<typeof talking>>;

/** An attack on Alice: what she noticed of it, or with what code her act ended. */
interface Attack {
  readonly code: string;
  readonly run: (talk: Talk) => Promise<string[]>;
}

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000001');

/** One attack for each check: noticed with the check, not noticed without it. */
const attacks: Readonly<Record<CheckName, Attack>> = {
  'frame.dense': {
    code: 'frames.gap',
    run: (talk) => bent(talk, (frames) => frames.filter((_, place) => place !== 0)),
  },
  'frame.once': { code: 'frames.repeated', run: (talk) => bent(talk, (frames) => [...frames, again(frames)]) },
  'frame.head': {
    code: 'head.differs',
    run: (talk) => bent(talk, (frames) => [...frames.slice(0, -1), altered(frames.at(-1))]),
  },
  'frame.held': {
    code: 'frames.rewritten',
    run: async (talk) => {
      await say(talk.bob, talk.id, 'one');
      await talk.alice.client.sync();
      await talk.alice.client.parts.conversations.pushed(talk.id, [altered(talk.relay.frames(talk.id).at(-1))]);
      return codes(talk.alice);
    },
  },
  'frame.own': { code: 'device.cloned', run: (talk) => placed(talk, { sender: talk.alice.device.id }) },
  'statement.frame': {
    code: 'statement.refused',
    run: async (talk) => {
      const { statement, bytes } = await composedByBob(talk);
      talk.relay.place(talk.id, { kind: 'statement', S: statement.S, sender: talk.bob.device.id, id: FORGED, bytes });
      return synced(talk);
    },
  },
  'statement.allowed': {
    code: 'statement.refused',
    run: async (talk) => {
      const { statement } = await composedByBob(talk);
      const message = rosterMessage(talk.network.networkId, statement.body);
      const forged = formatRosterStatement(
        statement.body,
        toBase64url(sign({ privateKey: newSignatureKey().privateKey, message })),
      );
      talk.relay.place(talk.id, {
        kind: 'statement',
        S: statement.S,
        sender: talk.bob.device.id,
        id: statement.body.id,
        bytes: utf8(forged),
      });
      return synced(talk);
    },
  },
  'statement.after': {
    code: 'statement.refused',
    run: async (talk) => {
      const { statement, bytes } = await composedByBob(talk, 99);
      talk.relay.place(talk.id, {
        kind: 'statement',
        S: statement.S,
        sender: talk.bob.device.id,
        id: statement.body.id,
        bytes,
      });
      return synced(talk);
    },
  },
  'wrap.included': {
    code: 'wrap.refused',
    run: async (talk) => {
      await talk.bob.client.parts.membership.refresh(talk.id);
      const honest = talk.alice.relay.wrap.bind(talk.alice.relay);
      talk.alice.relay.wrap = async (id, epoch) => {
        const answer = await honest(id, epoch);
        return {
          ...answer,
          wrap: `A${answer.wrap.slice(1)}` === answer.wrap ? `B${answer.wrap.slice(1)}` : `A${answer.wrap.slice(1)}`,
        };
      };
      return synced(talk);
    },
  },
  'content.epoch': {
    code: 'content.wrong-epoch',
    run: async (talk) => {
      const { S } = await epochOf(talk.bob, talk);
      await talk.bob.client.parts.membership.refresh(talk.id);
      talk.relay.place(talk.id, {
        kind: 'content',
        S: fromBase64url(S),
        sender: talk.bob.device.id,
        id: FORGED,
        bytes: new Uint8Array(400),
      });
      return synced(talk);
    },
  },
  'content.sender': { code: 'content.stranger', run: (talk) => placed(talk, { sender: 'ghost' }) },
  'content.author': {
    code: 'content.unauthenticated',
    run: async (talk) =>
      sealedByBob(talk, { tags: (count) => Array.from({ length: count }, () => new Uint8Array(32)) }),
  },
  'content.revoked': {
    code: 'content.after-revocation',
    run: async (talk) => {
      talk.bob.device.isRevoked();
      await say(talk.bob, talk.id, 'still me').catch(() => undefined);
      await sealedByBob(talk, {});
      return codes(talk.alice);
    },
  },
  'content.directive': {
    code: 'content.not-the-author',
    run: async (talk) => {
      const message = await say(talk.alice, talk.id, 'Tuesday');
      const hash = (await talk.alice.client.messages(talk.id)).items.at(-1)?.hash ?? '';
      await talk.bob.client.sync();
      await talk.bob.client.parts.outbox.add(talk.id, { type: 'withdrawal', message, hash });
      await talk.bob.client.settle(talk.id);
      return synced(talk);
    },
  },
  'content.record': {
    code: 'content.record-refused',
    run: (talk) => sealedByBob(talk, { recordKey: newSignatureKey().privateKey }),
  },
  'context.head': {
    code: 'context.sender-differs',
    run: (talk) => sealedByBob(talk, { context: { seq: 1, head: new Uint8Array(32) } }),
  },
  'context.directory': {
    code: 'context.directory-differs',
    run: (talk) => sealedByBob(talk, { context: { root: new Uint8Array(32) } }),
  },
  'context.order': { code: 'context.impossible', run: (talk) => sealedByBob(talk, { context: { seq: 9 } }) },
  'key.valid': { code: 'key.refused', run: (talk) => servedKey(talk, (key, own) => ({ ...key, key: own.key })) },
  'key.pinned': {
    code: 'key.older',
    run: async (talk) => {
      const old = [...(talk.relay.keys.get(talk.bob.device.id) ?? [])];
      await talk.bob.client.rotateKey();
      await talk.alice.client.parts.membership.refresh(talk.id);
      talk.relay.keys.set(talk.bob.device.id, old);
      return refreshed(talk);
    },
  },
  'key.logged': {
    code: 'key.not-logged',
    run: (talk) => {
      talk.relay.map.delete(`agreement ${talk.bob.device.id}`);
      return refreshed(talk);
    },
  },
  'own-key.logged': {
    code: 'own-key.differs',
    run: (talk) => {
      talk.relay.map.delete(`agreement ${talk.alice.device.id}`);
      return synced(talk);
    },
  },
  'head.logged': {
    code: 'head.not-logged',
    run: (talk) => {
      talk.relay.map.set(`head ${talk.id}`, headValue(1, new Uint8Array(32)));
      return synced(talk);
    },
  },
  'tail.whole': {
    code: 'tail.cut',
    run: async (talk) => {
      await say(talk.bob, talk.id, 'one');
      talk.alice.relay.frames = (_id, after) =>
        Promise.resolve({ frames: [], seq: after, head: fromBase64url(stateOf(talk).head) });
      return synced(talk);
    },
  },
  'tail.logged': {
    code: 'tail.unlogged',
    run: async (talk) => {
      const logged = talk.relay.map.get(`head ${talk.id}`) ?? new Uint8Array();
      await say(talk.bob, talk.id, 'shown to Alice alone');
      talk.relay.map.set(`head ${talk.id}`, logged);
      await talk.alice.client.sync();
      talk.relay.time += 180;
      return synced(talk);
    },
  },
  'ack.hash': {
    code: 'ack.false',
    run: async (talk) => {
      const honest = talk.alice.relay.send.bind(talk.alice.relay);
      talk.alice.relay.send = async (message) => ({ ...(await honest(message)), hash: new Uint8Array(32) });
      await say(talk.alice, talk.id, 'kept?').catch(() => undefined);
      return codes(talk.alice);
    },
  },
  'ack.place': {
    code: 'ack.false',
    run: async (talk) => {
      const honest = talk.alice.relay.send.bind(talk.alice.relay);
      talk.alice.relay.send = async (message) => ({ ...(await honest(message)), seq: 1 });
      await say(talk.alice, talk.id, 'where?');
      return codes(talk.alice);
    },
  },
  'attachment.whole': {
    code: 'attachment.altered',
    run: async ({ alice, bob, relay, id }) => {
      async function* bytes() {
        yield new Uint8Array(200_000);
      }
      const file = { name: 'annex.pdf', length: 200_000, bytes: bytes() };
      const message = await bob.client.attachments.settle(await bob.client.attachments.attach(id, file));
      await bob.client.settle(id);
      await alice.client.sync();
      relay.attachments.bend = (part, from) => part.map((byte, at) => (from + at === 190_000 ? byte ^ 1 : byte));
      await outcome(alice.client.attachments.fetch(id, message ?? FORGED));
      return codes(alice);
    },
  },
  'grant.secret': {
    code: 'grant.refused',
    run: (talk) => granted(talk, ({ S }) => ({ epochs: [{ S, E: new Uint8Array(32) }], messages: [] })),
  },
  'grant.opens': {
    code: 'grant.refused',
    run: (talk) =>
      granted(talk, ({ S }, id) => ({
        epochs: [],
        messages: [{ S, sender: talk.bob.device.id, id, K: new Uint8Array(32) }],
      })),
  },
  'grant.fresh-key': {
    code: 'grant.no-key',
    run: async (talk) => {
      const { relay, alice, ana, id } = talk;
      await say(alice, id, 'before');
      const second = ana.aDevice();
      const laptop = await relay.aClient(second);
      await laptop.client.sync();
      relay.time += 60;
      await alice.client.sync();
      await alice.client.addDevices(id, [second.id]);
      return [await outcome(alice.client.parts.giving.giveNow(id, second.id))];
    },
  },
  'archive.post': {
    code: 'archive.false',
    run: async (talk) => {
      keepsArchive(talk.south);
      await say(talk.bob, talk.id, 'one');
      await talk.bob.client.parts.membership.refresh(talk.id);
      await talk.bob.client.sync();
      const [, kind, S, sender, , bytes] = talk.relay.frames(talk.id).at(-1) ?? [];
      if (kind !== 'archive' || S === undefined || sender === undefined) throw new Error('no post');
      const text = fromUtf8(bytes ?? new Uint8Array(0));
      const place = text.indexOf('"wrap":"') + 8;
      const forged = utf8(text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1));
      talk.relay.place(talk.id, { kind: 'archive', S, sender, id: FORGED, bytes: forged });
      return synced(talk);
    },
  },
  'consent.valid': {
    code: 'consent.missing',
    run: async ({ alice, bob, id, network }) => {
      const east = network.anAuthority('east');
      east.anOfficer('eva').aDevice();
      await alice.client.sync();
      const asked =
        (await alice.client.propose(id, { type: 'party.added', authority: east.id, capacity: 'party' })) ?? FORGED;
      await bob.client.sync();
      const signature = 'A'.repeat(86);
      const expiry = (alice.directory.checkpoint?.at ?? 0) + 60;
      await bob.client.parts.outbox.add(id, { type: 'consent.given', asked, device: bob.device.id, expiry, signature });
      await bob.client.settle(id);
      await alice.client.sync();
      return [await outcome(alice.client.enact(id, asked))];
    },
  },
  'seal.evicted': {
    code: 'epoch 1',
    run: async ({ alice, bob, id, relay }) => {
      bob.device.isRevoked();
      await alice.directory.sync();
      await say(alice, id, 'not for Bob').catch(() => undefined);
      return [`epoch ${String(relay.held.get(id)?.roster.epoch)}`];
    },
  },
  'seal.fresh': {
    code: 'directory.stale',
    run: async ({ alice, id, relay }) => {
      relay.time += 13 * 3600;
      alice.directory.sync = () => Promise.resolve();
      return [await outcome(alice.client.say(id, 'late').then(() => alice.client.settle(id)))];
    },
  },
};

describe('the checks of a client', () => {
  it.each(checkNames)('%s shows its attack, and nothing else does', async (name) => {
    const { code, run } = attacks[name];
    expect(await run(await talking())).toContain(code);
    expect(await run(await talking([name]))).not.toContain(code);
  });
});

async function synced({ alice }: Talk): Promise<string[]> {
  await alice.client.sync();
  return codes(alice);
}

async function refreshed(talk: Talk): Promise<string[]> {
  await talk.alice.client.parts.membership.refresh(talk.id);
  return codes(talk.alice);
}

/** Alice is given Bob's three messages as `bend` makes them. */
async function bent(talk: Talk, bend: (frames: readonly WireFrame[]) => WireFrame[]): Promise<string[]> {
  for (const text of ['one', 'two', 'three']) await say(talk.bob, talk.id, text);
  const honest = talk.alice.relay.frames.bind(talk.alice.relay);
  talk.alice.relay.frames = async (conversation, after, limit) => {
    const page = await honest(conversation, after, limit);
    const frames = page.frames.length === 0 ? [] : bend(page.frames);
    return { ...page, frames, seq: Math.max(page.seq, frames.at(-1)?.[0] ?? 0) };
  };
  return synced(talk);
}

function again(frames: readonly WireFrame[]): WireFrame {
  const [seq = 0, ...rest] = frames.at(-1) ?? [];
  return [seq + 1, ...rest] as unknown as WireFrame;
}

function altered(frame: WireFrame | undefined): WireFrame {
  if (frame === undefined) throw new Error('no frame');
  const [seq, kind, S, sender, id, , storedAt] = frame;
  return [seq, kind, S, sender, id, new Uint8Array(400), storedAt];
}

async function placed(talk: Talk, { sender }: { sender: string }): Promise<string[]> {
  const S = fromBase64url((await epochOf(talk.alice, talk)).S);
  talk.relay.place(talk.id, { kind: 'content', S, sender, id: FORGED, bytes: new Uint8Array(400) });
  return synced(talk);
}

async function epochOf({ client }: TestClient, { id }: Talk): Promise<EpochRecord> {
  return (await client.parts.conversations.begun(id)).epoch;
}

function stateOf({ alice, id }: Talk): { readonly head: string } {
  return alice.client.parts.conversations.states.get(id) ?? { head: '' };
}

async function composedByBob({ bob, id }: Talk, after?: number) {
  const { context, conversations } = bob.client.parts;
  const { roster, state } = await conversations.begun(id);
  const place = { id, seq: after ?? state.seq };
  const composed = await composeStatement(
    context.surroundings,
    context.own,
    context.pins,
    { roster, state: place },
    { changes: [], consents: [] },
  );
  return { statement: parseRosterStatement(composed.submission.statement), bytes: utf8(composed.submission.statement) };
}

/** Bob seals a text to Alice himself, differently from how his client would. */
async function sealedByBob(
  talk: Talk,
  twist: { context?: object; recordKey?: Uint8Array; tags?: (count: number) => Uint8Array[] },
): Promise<string[]> {
  const { surroundings, own } = talk.bob.client.parts.context;
  const { state } = await talk.bob.client.parts.conversations.begun(talk.id);
  const { S: epoch, E = '', devices } = await epochOf(talk.bob, talk);
  const checkpoint = talk.bob.directory.checkpoint ?? { size: 0, root: new Uint8Array(32) };
  const others = devices.filter((device) => device !== talk.bob.device.id);
  const place = { conversation: talk.id, S: fromBase64url(epoch), sender: talk.bob.device.id, id: FORGED };
  const recognized = (device: (typeof others)[number]) => ({
    device,
    publicKey: surroundings.directory.latest.device(device)?.recognitionKey ?? new Uint8Array(32),
  });
  const bytes = sealMessage({
    ...place,
    K: messageKey({ ...place, E: fromBase64url(E) }),
    content: canonicalBytes({ type: 'text', text: 'from Bob' }),
    context: {
      seq: state.seq,
      head: fromBase64url(state.head),
      size: checkpoint.size,
      root: checkpoint.root,
      agreement: own.stated,
      ...twist.context,
    },
    writer: {
      kind: 'pair',
      pairKeys: twist.tags?.(others.length) ?? others.map((device) => surroundings.pairKeys.to(recognized(device))),
    },
    record: twist.recordKey && { networkId: talk.network.networkId, privateKey: twist.recordKey },
  });
  talk.relay.place(talk.id, { kind: 'content', S: place.S, sender: place.sender, id: FORGED, bytes });
  return synced(talk);
}

async function servedKey(talk: Talk, bend: (key: AgreementKey, own: AgreementKey) => AgreementKey): Promise<string[]> {
  const honest = talk.alice.relay.keys.bind(talk.alice.relay);
  talk.alice.relay.keys = async (devices) => {
    const [own] = await honest([talk.alice.device.id]);
    return (await honest(devices)).map((key) => (own === undefined ? key : bend(key, own)));
  };
  return refreshed(talk);
}

/** A second device of Alice's officer is granted something false by Bob; what it noticed. It does without what Alice does without. */
async function granted(talk: Talk, given: (epoch: { S: Uint8Array }, message: MessageId) => Given): Promise<string[]> {
  const { relay, alice, bob, ana, id } = talk;
  const message = await say(bob, id, 'before');
  const { S } = await epochOf(bob, talk);
  const second = ana.aDevice();
  await alice.client.sync();
  await alice.client.addDevices(id, [second.id]);
  const laptop = await relay.aClient(second, [...alice.without]);
  await laptop.client.sync();
  await laptop.client.sync();
  const key = relay.keys.get(second.id)?.at(-1);
  if (key === undefined) throw new Error('no key');
  const place = { conversation: id, granter: bob.device.id, joiner: second.id, number: key.number };
  const grant = sealGrant({
    ...place,
    publicKey: fromBase64url(key.key),
    given: given({ S: fromBase64url(S) }, message),
  });
  await bob.relay.grant(id, { joiner: second.id, number: key.number, grant: toBase64url(grant) });
  await laptop.client.sync();
  return codes(laptop);
}
