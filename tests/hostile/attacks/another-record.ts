import { systemClock } from '#cli/platform/environment';
import type { AuditLeaves, MapPlace, MapProof } from '#contracts';
import { toBase64url, unixSeconds, utf8 } from '#primitives';
import { RecordService } from '#relay/audit/record.service';
import { leafHash, mapKey, MapTree, MerkleTree, parseTilePath, tileHashes } from '#tlog';
import type { Rule } from '../../support/cheating-relay.js';
import { forgedNote, type Colluders } from '../../support/hostile-logs.js';
import type { Scene } from './attack.js';

/** What may be said of a record of the relay's own making. */
interface Forged {
  /** Leaves before the last `from` are rewritten. */
  readonly from?: number;
  readonly colluders?: Colluders;
  /** The last leaf of the real record that it begins with: by default the newest map's. */
  readonly base?: number;
  /** The last of its maps names the real one before all of them, as if the others were none. */
  readonly isSkipping?: boolean;
}

const realProof = async (scene: Scene, since?: number): Promise<MapProof> =>
  scene.world.relay.app.get(RecordService).mapProof('head', scene.id, since);

/** The place of the newest map leaf that is shown. */
export async function loggedIndex(scene: Scene): Promise<number> {
  return (await realProof(scene)).index;
}

/**
 * An audit log of the relay's own making after what is real, in which one map after the other says of the scene's
 * conversation what the relay likes; the last is shown as the newest, and every question about those before is answered.
 */
export async function anotherRecord(
  scene: Scene,
  values: readonly Uint8Array[],
  { from = 0, colluders = {}, base: given, isSkipping = false }: Forged = {},
): Promise<Rule> {
  const base = given ?? (await loggedIndex(scene));
  const rows = await scene.world.relay.sql<{ hash: Buffer; entry: Buffer }>(
    "select hash, entry from log_leaf where log = 'audit' and index <= $1 order by index",
    [base],
  );
  const tree = new MerkleTree(
    rows.map(({ hash }, place) => (place < from ? new Uint8Array(hash).fill(1) : new Uint8Array(hash))),
  );
  const leaves = rows.map(({ entry }) => entry.toString('utf8'));
  const key = mapKey('head', scene.id);
  const maps = values.map((value, place): Omit<MapPlace, 'inclusion'> => {
    const map = MapTree.empty.set(key, value);
    const index = tree.size;
    const previous = isSkipping && place === values.length - 1 ? base : index - 1;
    const at = unixSeconds(systemClock);
    const leaf = JSON.stringify({ at, previous, root: toBase64url(map.root), type: 'map.moved' });
    tree.append(leafHash(utf8(leaf)));
    leaves.push(leaf);
    return { value: toBase64url(value), siblings: map.proof(key).siblings.map(toBase64url), leaf, index };
  });
  const query = (path: string) => new URL(path, 'http://relay').searchParams;
  const proved = (place: Omit<MapPlace, 'inclusion'>): MapPlace => ({
    ...place,
    inclusion: tree.inclusionProof(place.index).map(toBase64url),
  });
  const note = forgedNote('audit', tree, colluders);
  return {
    instead: {
      'record.map': async ({ path }) => {
        const since = query(path).get('since');
        const { earlier = [], checkpoint: _, ...newest } = await realProof(scene, since === null ? undefined : +since);
        const real = [...earlier, newest].filter(({ index }) => index <= base);
        const shown = isSkipping ? maps.slice(-1) : maps;
        const places = [...real, ...shown].filter(({ index }) => since !== null && index > +since).map(proved);
        const [last] = shown.slice(-1).map(proved);
        return { ...last, earlier: places.slice(0, -1), checkpoint: note };
      },
      'record.consistency': ({ path }) => {
        const [older, newer] = [Number(query(path).get('from')), Number(query(path).get('to'))];
        return { proof: tree.consistencyProof(older, newer).map(toBase64url) };
      },
      'record.checkpoint': () => ({ note }),
      'record.tile': ({ path }) => {
        const tile = parseTilePath(path.slice('/tlog/audit/tile/'.length));
        if (tile === undefined || tile.level === 'entries') throw new Error(`${path} is no tile of hashes`);
        return tileHashes(tree, { ...tile, level: tile.level }, tree.size);
      },
      'record.leaves': ({ path }): AuditLeaves => ({ leaves: leaves.slice(Number(query(path).get('from'))) }),
    },
  };
}
