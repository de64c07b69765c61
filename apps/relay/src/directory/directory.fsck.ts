import { Injectable } from '@nestjs/common';
import { Directory, entryBytes, statementHash } from '#directory';
import { codeOf, equalBytes } from '#primitives';
import { type Checked, type Finding, Fsck, FSCK_PAGE } from '../audit/fsck.js';
import type { Transaction } from '../platform/database.js';

interface Row {
  readonly index: number;
  readonly subject: string;
  readonly statement: string | null;
  readonly entry: Buffer;
}

/** That every entry of the directory log points to the statement stored for it, and that each has the effect it was admitted for. */
@Injectable()
export class DirectoryFsck {
  constructor(fsck: Fsck) {
    fsck.register({ name: 'directory statements', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const directory = Directory.empty();
    const findings: Finding[] = [];
    for (;;) {
      const page = await tx.query<Row[]>(
        `select leaf.index, stated.subject, stated.statement, leaf.entry
         from log_leaf leaf left join directory_statement stated on stated.index = leaf.index
         where leaf.log = 'directory' and leaf.index >= $1 order by leaf.index limit $2`,
        [directory.size, FSCK_PAGE],
      );
      if (page.length === 0) return { items: directory.size, findings };
      for (const row of page) {
        const what = faultOf(row, directory);
        // Without this statement the replay of those after it would say nothing.
        if (what !== undefined) {
          return { items: directory.size, findings: [...findings, { place: `entry ${String(row.index)}`, what }] };
        }
      }
    }
  }
}

function faultOf({ index, subject, statement, entry }: Row, directory: Directory): string | undefined {
  if (index !== directory.size) return 'does not follow the one before';
  if (statement === null) return 'has lost its statement';
  const hash = statementHash(statement);
  if (!equalBytes(entryBytes(subject, hash), entry)) return 'points to another statement';
  try {
    const outcome = directory.append({ subject, statementHash: hash, statement });
    return outcome.effect === 'applied'
      ? undefined
      : `was logged without effect${outcome.effect === 'refused' ? `: ${outcome.code}` : ''}`;
  } catch (error) {
    return codeOf(error) ?? 'cannot be replayed';
  }
}
