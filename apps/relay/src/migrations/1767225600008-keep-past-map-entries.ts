import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the map held before its newest values, for as long as a client may ask how it came to them. */
export class KeepPastMapEntries1767225600008 implements MigrationInterface {
  readonly name = 'KeepPastMapEntries1767225600008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table map_entry_past (
        kind text not null,
        id text not null,
        value bytea not null,
        leaf_index bigint not null,
        superseded_by bigint not null,
        primary key (leaf_index, kind, id)
      )`);
    await runner.query('create index map_entry_past_superseded on map_entry_past (superseded_by)');
    // A leaf of the release before counts as old: what it superseded was not kept.
    await runner.query('alter table map_leaf add column at bigint not null default 0');
    await runner.query('grant select, insert, delete on map_entry_past to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table map_leaf drop column at');
    await runner.query('drop table map_entry_past');
  }
}
