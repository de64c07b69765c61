import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database.js';

/** Something in the database that is not what it must be: where, and what. Names no device and no conversation. */
export interface Finding {
  readonly place: string;
  readonly what: string;
}

/** What one check went through. */
export interface Checked {
  /** How many leaves, frames, … were recomputed. */
  readonly items: number;
  readonly findings: readonly Finding[];
}

/** A recomputation of what one feature stores. */
export interface FsckCheck {
  readonly name: string;
  /** Reads by `tx` alone: one snapshot for all checks. */
  check(tx: Transaction): Promise<Checked>;
}

/** What a whole run found. */
export interface FsckReport {
  readonly clean: boolean;
  readonly checks: readonly (Checked & { readonly name: string })[];
}

/** A page of rows: memory stays bounded whatever the database holds. */
export const FSCK_PAGE = 5000;
const MOST_FINDINGS = 100;

/** Recomputes everything that is stored, and compares. Features say in their constructors what to check, so that it runs on a relay that refuses to start. */
@Injectable()
export class Fsck {
  readonly #checks: FsckCheck[] = [];

  constructor(private readonly database: Database) {}

  register(check: FsckCheck): void {
    this.#checks.push(check);
  }

  /** Runs every check on one snapshot; a relay may be running meanwhile. */
  async run(): Promise<FsckReport> {
    return this.database.snapshot(async (tx) => {
      const checks = [];
      for (const one of this.#checks.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        const { items, findings } = await one.check(tx);
        checks.push({ name: one.name, items, findings: findings.slice(0, MOST_FINDINGS) });
      }
      return { clean: checks.every(({ findings }) => findings.length === 0), checks };
    });
  }
}

/** The report for people: a line a check, a line a finding. */
export function formatReport({ clean, checks }: FsckReport): string {
  const lines = checks.flatMap(({ name, items, findings }) => [
    `${name}: ${String(items)} checked, ${findings.length === 0 ? 'as it must be' : `${String(findings.length)} wrong`}`,
    ...findings.map(({ place, what }) => `  ${place}: ${what}`),
  ]);
  return [...lines, clean ? 'Clean.' : 'Not clean: restore a whole backup.'].join('\n');
}
