import { Injectable } from '@nestjs/common';
import { equalBytes } from '#primitives';
import { leafHash, MerkleTree, parseCheckpoint, parseNote } from '#tlog';
import type { Transaction } from '../platform/database.js';
import { type Checked, type Finding, Fsck, FSCK_PAGE } from './fsck.js';
import { type LogName, logNames } from './log-name.js';

/** That each log's leaves are dense and hash to what is stored, and that every checkpoint signed has the recomputed root. */
@Injectable()
export class LogFsck {
  constructor(fsck: Fsck) {
    for (const log of logNames) fsck.register({ name: `${log} log`, check: async (tx) => this.check(tx, log) });
  }

  private async check(tx: Transaction, log: LogName): Promise<Checked> {
    const findings: Finding[] = [];
    const tree = new MerkleTree();
    let next = 0;
    for (;;) {
      const page = await tx.query<{ index: number; hash: Buffer; entry: Buffer }[]>(
        'select index, hash, entry from log_leaf where log = $1 and index >= $2 order by index limit $3',
        [log, next, FSCK_PAGE],
      );
      if (page.length === 0) break;
      for (const { index, hash, entry } of page) {
        if (index !== next) findings.push({ place: `leaf ${String(next)}`, what: 'is missing' });
        const computed = leafHash(entry);
        if (!equalBytes(computed, hash)) findings.push({ place: `leaf ${String(index)}`, what: 'has another hash' });
        tree.append(computed);
        next = index + 1;
      }
    }
    return { items: tree.size, findings: [...findings, ...(await this.checkpoints(tx, log, tree))] };
  }

  private async checkpoints(tx: Transaction, log: LogName, tree: MerkleTree): Promise<Finding[]> {
    const findings: Finding[] = [];
    const rows = await tx.query<{ size: number; root: Buffer; note: string }[]>(
      'select size, root, note from checkpoint where log = $1 order by size',
      [log],
    );
    for (const { size, root, note } of rows) {
      const place = `checkpoint ${String(size)}`;
      const signed = parseCheckpoint(parseNote(note).body);
      if (size > tree.size) findings.push({ place, what: 'is beyond the leaves' });
      else if (!equalBytes(tree.root(size), root)) findings.push({ place, what: 'has another root' });
      if (signed.size !== size || !equalBytes(signed.root, root)) findings.push({ place, what: 'signs another tree' });
    }
    return findings;
  }
}
