import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The two logs, their checkpoints, the map, and what opens the commitments in audit leaves. */
export class CreateLogs1767225600002 implements MigrationInterface {
  readonly name = 'CreateLogs1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log_leaf (
        log text not null check (log in ('directory', 'audit')),
        index bigint not null check (index >= 0),
        hash bytea not null check (length(hash) = 32),
        entry bytea not null,
        primary key (log, index)
      )`);
    await runner.query(`
      create table checkpoint (
        log text not null,
        size bigint not null,
        root bytea not null check (length(root) = 32),
        note text not null,
        primary key (log, size)
      )`);
    await runner.query(`
      create table checkpoint_shown (
        log text primary key,
        size bigint not null,
        at bigint not null,
        note text not null
      )`);
    await runner.query(`
      create table audit_opening (
        index bigint not null,
        label text not null,
        value text not null,
        r bytea not null check (length(r) = 32),
        primary key (index, label)
      )`);
    await runner.query(`
      create table map_entry (
        kind text not null,
        id text not null,
        value bytea not null,
        leaf_index bigint not null,
        primary key (kind, id)
      )`);
    await runner.query('create table map_leaf (index bigint primary key)');
    await runner.query('create index map_entry_leaf on map_entry (leaf_index)');
    await runner.query('grant select, insert on log_leaf, checkpoint, map_leaf to comity_relay');
    await runner.query('grant select, insert, update on checkpoint_shown, map_entry to comity_relay');
    await runner.query('grant select, insert, delete on audit_opening to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table map_leaf, map_entry, audit_opening, checkpoint_shown, checkpoint, log_leaf');
  }
}
