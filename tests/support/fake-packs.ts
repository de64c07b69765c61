import { RecordPacks } from '#client';
import { utf8 } from '#primitives';
import { leafHash, MerkleTree } from '#tlog';
import type { NetworkBuilder } from './directory.js';
import { aCheckpoint } from './log-notes.js';
import { ServedLeaves, SHOWN_AT } from './served-leaves.js';

/** Makes packs of a log: sign-ins at one second each, the seventh an export that is opened, unless another log is given. */
export function packsOf(network: NetworkBuilder, log: ServedLeaves = usualLog()): RecordPacks {
  const { record } = log.watched();
  const entries = new MerkleTree([leafHash(utf8('an entry'))]);
  const note = aCheckpoint('directory', entries, SHOWN_AT);
  const directory = {
    checkpoint: { size: 1, root: entries.root(), at: SHOWN_AT, origin: '', note },
    statements: () =>
      network.entries.flatMap(({ subject, statement }) => (subject === 'network' ? (statement ?? []) : [])),
  };
  return new RecordPacks({ proven: record.proven, directory, networkId: network.networkId });
}

function usualLog(): ServedLeaves {
  const log = new ServedLeaves();
  log.addMany(7);
  log.addOpened('export.made', 7, { device: 'device-ana' });
  log.addMany(12);
  return log;
}
