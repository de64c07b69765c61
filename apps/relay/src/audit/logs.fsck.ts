import { Injectable } from '@nestjs/common';
import { equalBytes } from '#primitives';
import { leafHash, MerkleTree, parseCheckpoint, parseNote } from '#tlog';
import type { Transaction } from '../platform/database.js';
import { type Checked, type Finding, Fsck, FSCK_PAGE } from './fsck.js';
import { type LogName, logNames } from './log-name.js';

/** That each log's leaves are dense and hash to what is stored, and that every checkpoint signed has the recomputed root. */
@Injectable()
export class LogsFsck {
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
    // Under the checkpoints before the first that fails; what was put in, taken out or changed stands after them.
    let whole = 0;
    let isWhole = true;
    for (const { size, root, note } of rows) {
      const place = `checkpoint ${String(size)}`;
      const signed = parseCheckpoint(parseNote(note).body);
      const fault = faultOf(tree, size, root);
      if (fault === undefined && isWhole) whole = size;
      if (fault !== undefined) {
        if (isWhole)
          findings.push({ place: between(whole, size), what: 'here the log first differs from what was signed' });
        isWhole = false;
        findings.push({ place, what: fault });
      }
      if (signed.size !== size || !equalBytes(signed.root, root)) findings.push({ place, what: 'signs another tree' });
    }
    return findings;
  }
}

function faultOf(tree: MerkleTree, size: number, root: Uint8Array): string | undefined {
  if (size > tree.size) return 'is beyond the leaves';
  return equalBytes(tree.root(size), root) ? undefined : 'has another root';
}

/** The leaves that the checkpoint of `size` covers and the one of `whole` does not. */
function between(whole: number, size: number): string {
  const last = size - 1;
  return last <= whole ? `leaf ${String(last)}` : `leaves ${String(whole)} to ${String(last)}`;
}
