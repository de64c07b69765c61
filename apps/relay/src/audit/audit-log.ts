import { Injectable } from '@nestjs/common';
import type { AuditType } from '#contracts';
import { canonicalBytes, fieldCommitment, type Json, randomBytes } from '#crypto/verify';
import { toBase64url, unixSeconds } from '#primitives';
import { SystemClock } from '../platform/clock.js';
import type { Transaction } from '../platform/database.js';
import { LogsRepository } from './logs.repository.js';

/** Who did what to which object. `who` are identities by label and stand in the leaf as commitments only. */
export interface AuditAct {
  readonly type: AuditType;
  readonly who?: Readonly<Record<string, string>>;
  /** Public facts: hashes, counts, places in a log. Never content, a file's name or a case word. */
  readonly facts?: Readonly<Record<string, Json>>;
}

/** The openings of one leaf's commitments: values by label, each with its `r` of 32 bytes. */
export interface OpenedLeaf {
  readonly index: number;
  readonly who: ReadonlyMap<string, { readonly value: string; readonly r: Uint8Array }>;
}

const MAX_LEAF_BYTES = 4096;

/** Appends a leaf in the transaction of its act, so that neither can stand without the other (protocol 5.3). */
@Injectable()
export class AuditLog {
  constructor(
    private readonly leaves: LogsRepository,
    private readonly clock: SystemClock,
  ) {}

  /** Returns the leaf's index. To be called last in a transaction: see [Note: Order of locks]. */
  async append(tx: Transaction, act: AuditAct): Promise<number> {
    const openings = Object.entries(act.who ?? {}).map(([label, value]) => ({ label, value, r: randomBytes(32) }));
    const who = Object.fromEntries(
      openings.map(({ label, value, r }) => [label, toBase64url(fieldCommitment(r, label, value))]),
    );
    const leaf = { ...act.facts, type: act.type, at: unixSeconds(this.clock), ...(openings.length > 0 && { who }) };
    const entry = canonicalBytes(leaf);
    if (entry.length > MAX_LEAF_BYTES) throw new Error('an audit leaf is longer than 4 KiB');
    await this.leaves.lock(tx, 'audit');
    const index = await this.leaves.append(tx, 'audit', entry);
    for (const { label, value, r } of openings) {
      await tx.query('insert into audit_opening (index, label, value, r) values ($1, $2, $3, $4)', [
        index,
        label,
        value,
        Buffer.from(r),
      ]);
    }
    return index;
  }

  /** What opens the leaves from an index on, of `limit` leaves: for whoever decides who may know it. */
  async openings(from: number, limit: number): Promise<OpenedLeaf[]> {
    const leaves = new Map<number, Map<string, { value: string; r: Uint8Array }>>();
    for (const { index, label, value, r } of await this.leaves.openings(from, limit)) {
      const who = leaves.get(index) ?? new Map<string, { value: string; r: Uint8Array }>();
      leaves.set(index, who.set(label, { value, r }));
    }
    return [...leaves].map(([index, who]) => ({ index, who }));
  }
}
