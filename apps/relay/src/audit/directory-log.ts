import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database.js';
import { LogsRepository } from './logs.repository.js';

/** How the directory feature adds to its log; what is added, it judges itself. */
@Injectable()
export class DirectoryLog {
  constructor(private readonly leaves: LogsRepository) {}

  /** From here until the transaction ends nobody else adds an entry. See [Note: Order of locks]. */
  async lock(tx: Transaction): Promise<void> {
    await this.leaves.lock(tx, 'directory');
  }

  /** Adds an entry and returns its index. */
  async append(tx: Transaction, entry: Uint8Array): Promise<number> {
    return this.leaves.append(tx, 'directory', entry);
  }
}
