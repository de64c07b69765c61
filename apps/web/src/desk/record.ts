import type { Client, RecordChecked, RecordLeaf } from '#client';
import { AuthorityId } from '#contracts';
import {
  leafKinds,
  type Actor,
  type LeafFilter,
  type LeafObject,
  type LeafList,
  type MadePack,
  type RecordDesk,
  type RecordWork,
  type WholeCheck,
} from './api/record.js';
import type { Changes } from './changes.js';
import { authorityNamed, personNamed, personOfDevice } from './names.js';
import { standingOf } from './trust.js';

/** The leaves of the record: each proved by this device, and named as far as it knows. */
export class RecordViews implements RecordDesk {
  #work: { readonly standing: RecordWork; readonly signal: { aborted: boolean } } | undefined;

  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
  ) {}

  async leaves({ kind, since, before, by }: LeafFilter): Promise<LeafList> {
    const client = this.client();
    const { checkpoint, witnesses, leaves, next } = await client.leaves.list({ type: kind, since, before, by });
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

  async actors(): Promise<readonly Actor[]> {
    const client = this.client();
    const officers = new Set([client.identity.officer]);
    for (const { id } of client.directory.latest.officersOf(client.identity.authority)) officers.add(id);
    for (const { id } of await client.conversations())
      for (const { officer } of await client.members(id)) officers.add(officer);
    const people = [...officers].map((id) => personNamed(client, id));
    const authorities = new Map(
      people.flatMap(({ authority }) => (authority === undefined ? [] : [[authority.id, authority]])),
    );
    return [
      ...people.map(({ id, name, authority }) => ({ id, name, authority: authority?.name })),
      ...[...authorities.values()].map(({ id, name }) => ({ id, name, authority: undefined })),
    ];
  }

  async checked(): Promise<WholeCheck | null> {
    const last = await this.client().record.check.last();
    return last === undefined ? null : wholeCheck(last);
  }

  async check(): Promise<WholeCheck> {
    return wholeCheck(await this.working('check', async (options) => this.client().record.check.run(options)));
  }

  async pack({ kind, since }: Pick<LeafFilter, 'kind' | 'since'>): Promise<MadePack> {
    const { text, verified } = await this.working('pack', async (options) =>
      this.client().packs.make({ ...options, since, kinds: kind === undefined ? undefined : [kind] }),
    );
    const { from, to, leaves } = verified;
    return {
      name: `comity-pack-${String(from)}-${String(to - 1)}.json`,
      file: new Blob([text], { type: 'application/json' }),
      leaves: leaves.length,
    };
  }

  work(): Promise<RecordWork | null> {
    return Promise.resolve(this.#work?.standing ?? null);
  }

  stop(): Promise<void> {
    if (this.#work !== undefined) this.#work.signal.aborted = true;
    return Promise.resolve();
  }

  // One at a time: what is begun anew stands in place of what was.
  private async working<Result>(
    is: RecordWork['is'],
    act: (options: { signal: { aborted: boolean }; onProgress(done: number, all: number): void }) => Promise<Result>,
  ): Promise<Result> {
    await this.stop();
    const signal = { aborted: false };
    const tell = (done: number): void => {
      this.#work = { standing: { is, done }, signal };
      this.changes.say(['record-work']);
    };
    tell(0);
    try {
      return await act({
        signal,
        onProgress: (done, all) => {
          tell(all === 0 ? 1 : done / all);
        },
      });
    } finally {
      if (this.#work?.signal === signal) this.#work = undefined;
      this.changes.say(['record-work']);
    }
  }
}

function wholeCheck({ at, size = 0, confirmedAt = 0, fault }: RecordChecked): WholeCheck {
  return { at, size, confirmedAt, fault: fault && { code: fault.code, index: fault.index } };
}

function objectOf(client: Client, { type, object, by, conversation }: RecordLeaf): LeafObject {
  if (type === 'map.moved') return { is: 'map' };
  if (object?.is === 'statement') {
    const { act, subject } = object;
    const known = AuthorityId.safeParse(subject);
    const authority = known.success ? authorityNamed(client, known.data) : undefined;
    return { is: 'statement', act, subject, authority, by: personOfDevice(client, by) };
  }
  if (by === undefined && conversation === undefined) return { is: 'sealed' };
  return { is: 'act', by: personOfDevice(client, by), conversation, epoch: object?.epoch };
}
