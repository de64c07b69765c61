import { Injectable, type OnModuleInit } from '@nestjs/common';
import { leafHash, MerkleTree } from '#tlog';
import { equalBytes } from '#primitives';
import { StartFault } from '../platform/config.js';
import { CheckpointsRepository } from './checkpoints.repository.js';
import { type LogName, logNames } from './log-name.js';
import { LogsRepository } from './logs.repository.js';

/** The RFC 6962 trees of the two logs, in memory on every node, following what any node has committed. */
@Injectable()
export class LogTrees implements OnModuleInit {
  readonly #trees: Readonly<Record<LogName, MerkleTree>> = { directory: new MerkleTree(), audit: new MerkleTree() };
  readonly #following: Record<LogName, Promise<void>> = { directory: Promise.resolve(), audit: Promise.resolve() };

  constructor(
    private readonly leaves: LogsRepository,
    private readonly checkpoints: CheckpointsRepository,
  ) {}

  /** Recomputes both trees from the leaves themselves. @throws StartFault when a root differs from the one signed for that size */
  async onModuleInit(): Promise<void> {
    for (const log of logNames) {
      const tree = this.#trees[log];
      for (;;) {
        const page = await this.leaves.entries(log, tree.size);
        if (page.length === 0) break;
        for (const { entry, index } of page) {
          if (index !== tree.size) throw damaged(log);
          tree.append(leafHash(entry));
        }
      }
      const signed = await this.checkpoints.newest(log);
      if (signed === undefined) continue;
      if (signed.size > tree.size || !equalBytes(tree.root(signed.size), signed.root)) throw damaged(log);
    }
  }

  /** The tree with everything in it that was committed when this was called. */
  async current(log: LogName): Promise<MerkleTree> {
    const next = this.#following[log].then(() => this.follow(log));
    this.#following[log] = next.catch(() => undefined);
    await next;
    return this.#trees[log];
  }

  /** The tree as far as this node has read it; a shown checkpoint is never beyond. */
  known(log: LogName): MerkleTree {
    return this.#trees[log];
  }

  private async follow(log: LogName): Promise<void> {
    const tree = this.#trees[log];
    for (;;) {
      const hashes = await this.leaves.hashes(log, tree.size);
      if (hashes.length === 0) return;
      for (const hash of hashes) tree.append(hash);
    }
  }
}

function damaged(log: LogName): StartFault {
  return new StartFault(
    `The ${log} log in the database is not the one this relay has signed: its recomputed root differs. Run fsck, and restore a whole backup.`,
  );
}
