import { Exports, type Client } from '#client';
import type { ConversationId } from '#contracts';
import { canonicalJson } from '#crypto';
import { entryBytes } from '#directory';
import { toBase64url, utf8 } from '#primitives';
import { leafHash, mapKey, MapTree, MerkleTree } from '#tlog';
import type { FakeConversations, TestClient } from './fake-conversations.js';
import { aCheckpoint } from './log-notes.js';

type Evidence = ConstructorParameters<typeof Exports>[2];

/** What the logs of a relay in memory prove, signed by the log keys and the witness of its network. */
export function fakeEvidence(relay: FakeConversations, { client }: { readonly client: Client }): Evidence {
  const { network } = relay;
  const directory = (): MerkleTree =>
    new MerkleTree(network.entries.map(({ subject, statementHash }) => leafHash(entryBytes(subject, statementHash))));
  return {
    announce: () => Promise.resolve(),
    head: (conversation) => Promise.resolve(loggedHead(relay, conversation)),
    network: () =>
      network.entries.filter(({ subject }) => subject === 'network').map(({ statement = '' }) => statement),
    enrolments(devices) {
      const tree = directory();
      const enrolments = devices.flatMap((device) => {
        const index = client.directory.latest.device(device)?.index;
        if (index === undefined) return [];
        const { statement = '' } = network.entries[index] ?? {};
        return [{ index, statement, inclusion: tree.inclusionProof(index).map(toBase64url) }];
      });
      return enrolments.length === 0
        ? undefined
        : { checkpoint: aCheckpoint('directory', tree, relay.time), enrolments };
    },
  };
}

/** The exports of a client of a relay in memory. */
export function exportsOf(
  relay: FakeConversations,
  { client }: TestClient,
  evidence = fakeEvidence(relay, { client }),
): Exports {
  return new Exports(client.parts.context.surroundings, client.parts.conversations, evidence);
}

function loggedHead(relay: FakeConversations, id: ConversationId): Awaited<ReturnType<Evidence['head']>> {
  const entries = [...relay.map].map(([name, value]) => {
    const [kind, of] = name.split(' ') as ['head' | 'agreement', string];
    return { key: mapKey(kind, of), value };
  });
  const map = MapTree.of(entries);
  const leaf = canonicalJson({ type: 'map.moved', at: relay.time, root: toBase64url(map.root) });
  const audit = new MerkleTree(['one', 'two', leaf].map((one) => leafHash(utf8(one))));
  const key = mapKey('head', id);
  return {
    value: toBase64url(map.get(key) ?? new Uint8Array(0)),
    siblings: map.proof(key).siblings.map(toBase64url),
    leaf,
    index: 2,
    inclusion: audit.inclusionProof(2).map(toBase64url),
    checkpoint: aCheckpoint('audit', audit, relay.time),
  };
}
