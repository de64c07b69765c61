import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';
import type { LogName } from './log-name.js';

/** A checkpoint as its log signed it. */
export interface SignedCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

/** A checkpoint that enough witnesses cosigned; `at` in Unix seconds. */
export interface ShownCheckpoint {
  readonly size: number;
  readonly at: number;
  readonly note: string;
}

/** Checkpoints: stored before they are shown, one root for one size. */
@Injectable()
export class CheckpointsRepository {
  constructor(private readonly database: Database) {}

  /** The largest checkpoint that a log has signed. */
  async newest(log: LogName): Promise<SignedCheckpoint | undefined> {
    const [row] = await this.database.manager.query<SignedCheckpoint[]>(
      'select size, root, note from checkpoint where log = $1 order by size desc limit 1',
      [log],
    );
    return row;
  }

  /** Every checkpoint from a size on, in order, a page at a time. */
  async from(log: LogName, size: number): Promise<SignedCheckpoint[]> {
    return this.database.manager.query(
      'select size, root, note from checkpoint where log = $1 and size >= $2 order by size limit 10000',
      [log, size],
    );
  }

  /** Stores a signed checkpoint unless that size has one; returns the one that stands. */
  async store(log: LogName, checkpoint: SignedCheckpoint): Promise<SignedCheckpoint> {
    const { size, root, note } = checkpoint;
    await this.database.manager.query(
      'insert into checkpoint (log, size, root, note) values ($1, $2, $3, $4) on conflict (log, size) do nothing',
      [log, size, root, note],
    );
    const [row] = await this.database.manager.query<[SignedCheckpoint]>(
      'select size, root, note from checkpoint where log = $1 and size = $2',
      [log, size],
    );
    return row;
  }

  /** Keeps the newest cosigned note of a log: a larger tree, or the same one vouched for later. */
  async show(log: LogName, { size, at, note }: ShownCheckpoint): Promise<void> {
    await this.database.manager.query(
      `insert into checkpoint_shown as shown (log, size, at, note) values ($1, $2, $3, $4)
       on conflict (log) do update set size = excluded.size, at = excluded.at, note = excluded.note
       where (shown.size, shown.at) <= (excluded.size, excluded.at)`,
      [log, size, at, note],
    );
    // Dates what a size of the directory brought: the first note counts, those that vouch for it again do not.
    if (log !== 'directory') return;
    await this.database.manager.query(
      'insert into directory_witnessed (size, note) values ($1, $2) on conflict (size) do nothing',
      [size, note],
    );
  }

  /** The first cosigned note of the directory log of at least a size. */
  async covering(size: number): Promise<string | undefined> {
    const [row] = await this.database.manager.query<{ note: string }[]>(
      'select note from directory_witnessed where size >= $1 order by size limit 1',
      [size],
    );
    return row?.note;
  }

  /** The newest cosigned note of each log. */
  async shown(): Promise<(ShownCheckpoint & { log: LogName })[]> {
    return this.database.manager.query('select log, size, at, note from checkpoint_shown');
  }
}
