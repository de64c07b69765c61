import type { Client, RecordLeaf } from '#client';
import { AuthorityId } from '#contracts';
import { leafKinds, type LeafFilter, type LeafObject, type LeafList, type RecordDesk } from './api/record.js';
import { authorityNamed, personOfDevice } from './names.js';
import { standingOf } from './trust.js';

/** The leaves of the record: each proved by this device, and named as far as it knows. */
export class RecordViews implements RecordDesk {
  constructor(private readonly client: () => Client) {}

  async leaves({ kind, since, before }: LeafFilter): Promise<LeafList> {
    const client = this.client();
    const { checkpoint, witnesses, leaves, next } = await client.leaves.list({ type: kind, since, before });
    return {
      checkpoint: { ...standingOf(checkpoint), origin: checkpoint.origin },
      witnesses,
      quorum: client.directory.latest.network()?.witnesses.quorum ?? 0,
      lines: leaves.map((leaf) => ({
        index: leaf.index,
        at: leaf.at,
        kind: leafKinds.find((known) => known === leaf.type),
        object: objectOf(client, leaf),
      })),
      next,
    };
  }

  proof(index: number): Promise<string> {
    return this.client().packs.leaf(index);
  }
}

function objectOf(client: Client, { type, object, by, conversation }: RecordLeaf): LeafObject {
  if (type === 'map.moved') return { is: 'map' };
  if (object?.is === 'statement') {
    const { act, subject } = object;
    const known = AuthorityId.safeParse(subject);
    return { is: 'statement', act, subject, authority: known.success ? authorityNamed(client, known.data) : undefined };
  }
  if (by === undefined && conversation === undefined) return { is: 'sealed' };
  return { is: 'act', by: personOfDevice(client, by), conversation, epoch: object?.epoch };
}
