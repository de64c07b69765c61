import { Injectable } from '@nestjs/common';
import { DataSource, type DataSourceOptions, type EntityManager, type QueryRunner } from 'typeorm';
import { StartFault, type Config } from './config.js';
import { migrations } from '../migrations/index.js';

/** The role that every connection of a running relay takes: it can only select and insert on logs and frames. */
export const RUN_TIME_ROLE = 'comity_relay';

/** One open transaction, handed from a feature to the audit log so that an act and its leaf stand or fall together. */
export type Transaction = EntityManager;

/** Any number that no other use of advisory locks in the database may take. */
const MIGRATION_LOCK = 0x436f_6d69;
const MIGRATIONS_TABLE = 'schema_migration';

/** The connection settings of a running relay: the run-time role, numbers for `bigint`, no waiting for ever. */
export function runTimeOptions(config: Config): DataSourceOptions {
  return {
    type: 'postgres',
    applicationName: 'comity-relay',
    parseInt8: true,
    poolSize: config.databaseConnections,
    logging: false,
    extra: {
      // Read by pg itself, which also knows the addresses of unix sockets.
      connectionString: config.databaseUrl,
      options: `-c role=${RUN_TIME_ROLE} -c lock_timeout=10s -c idle_in_transaction_session_timeout=30s`,
      connectionTimeoutMillis: 10_000,
    },
  };
}

/**
 * Brings the schema up to this release under an advisory lock, so that nodes starting together migrate once.
 * @throws StartFault when the database is unreachable, runs with `fsync=off`, or its schema is newer than this release
 */
export async function prepareDatabase(config: Config): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    applicationName: 'comity-migrations',
    parseInt8: true,
    poolSize: 1,
    logging: false,
    migrations,
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    extra: { connectionString: config.migrationDatabaseUrl, connectionTimeoutMillis: 10_000 },
  });
  try {
    await source.initialize();
  } catch (error) {
    throw new StartFault(
      `PostgreSQL does not answer: ${wordsOf(error)}; see that it runs, and that the address names its host, port, database and login.`,
      { cause: error },
    );
  }
  try {
    await refuseUnsafeServer(source);
    await source.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(source);
    await source.runMigrations().catch((error: unknown) => {
      throw new StartFault(
        `The schema could not be brought up to date: ${wordsOf(error)}; "Your own PostgreSQL" in infra/docs/operations.md names the roles that it takes.`,
        { cause: error },
      );
    });
    await source.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await source.destroy();
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown reason';
}

async function refuseUnsafeServer(source: DataSource): Promise<void> {
  const [settings] = await source.query<[{ fsync: string; commit: string; version: number }]>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
            current_setting('server_version_num')::int as version`,
  );
  if (settings.fsync !== 'on') {
    throw new StartFault('PostgreSQL runs with fsync=off, so that what it acknowledged could be lost; turn it on.');
  }
  if (settings.commit === 'off') {
    throw new StartFault(
      'PostgreSQL runs with synchronous_commit=off, so that what it acknowledged could be lost; turn it on.',
    );
  }
  if (settings.version < 150_000) throw new StartFault('PostgreSQL is older than version 15; use 15 or later.');
}

async function refuseNewerSchema(source: DataSource): Promise<void> {
  const [{ found }] = await source.query<[{ found: string | null }]>('select to_regclass($1)::text as found', [
    MIGRATIONS_TABLE,
  ]);
  if (found === null) return;
  const applied = await source.query<{ name: string }[]>(`select name from ${MIGRATIONS_TABLE}`);
  const known = new Set(migrations.map((migration) => migration.name));
  if (applied.some(({ name }) => !known.has(name))) {
    throw new StartFault('The schema of the database is newer than this release of the relay; run the newer release.');
  }
}

/** The one door to PostgreSQL of a running relay. */
@Injectable()
export class Database {
  constructor(private readonly source: DataSource) {}

  /** Outside any transaction. */
  get manager(): EntityManager {
    return this.source.manager;
  }

  /**
   * Runs `act` in one transaction (read committed) and commits, or rolls back and rethrows.
   * [Note: Order of locks] rows of the feature first, in key order; then the directory log; the audit log last.
   */
  transaction<Result>(act: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.source.transaction(act);
  }

  /** A connection alone, for locks that outlast a transaction; whoever asks for it releases it. */
  session(): QueryRunner {
    return this.source.createQueryRunner();
  }

  /** Reads by one snapshot of the whole database, without holding anybody up. */
  snapshot<Result>(act: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return this.source.transaction('REPEATABLE READ', act);
  }
}
