import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications of States' authorities: sealed entries, keys sealed to the secretariat, and their documents. */
export class CreateApplications1767225600012 implements MigrationInterface {
  readonly name = 'CreateApplications1767225600012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table application (
        id bytea primary key check (length(id) = 32),
        signer bytea not null check (length(signer) = 32),
        access_hash bytea not null check (length(access_hash) = 32),
        state text not null,
        entries integer not null check (entries > 0),
        head bytea not null check (length(head) = 32),
        moved_at bigint not null
      )`);
    await runner.query('create index application_moved on application (moved_at)');
    await runner.query(`
      create table application_entry (
        application_id bytea not null references application on delete cascade,
        number integer not null check (number > 0),
        act text not null,
        sealed bytea not null,
        signature bytea not null check (length(signature) = 64),
        device text collate "C",
        officer text collate "C",
        at bigint not null,
        primary key (application_id, number),
        check ((device is null) = (officer is null))
      )`);
    await runner.query(`
      create table application_wrap (
        application_id bytea not null references application on delete cascade,
        device text collate "C" not null,
        number integer not null check (number > 0),
        wrap bytea not null,
        primary key (application_id, device)
      )`);
    await runner.query(`
      create table application_document (
        application_id bytea not null,
        number integer not null,
        place integer not null,
        bytes bigint not null check (bytes > 0),
        sha256 bytea not null check (length(sha256) = 32),
        blob text collate "C" not null,
        is_stored boolean not null default false,
        primary key (application_id, number, place),
        foreign key (application_id, number) references application_entry on delete cascade
      )`);
    await runner.query(
      `grant select, insert, update, delete on application, application_entry, application_wrap, application_document
       to comity_relay`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table application_document, application_wrap, application_entry, application');
  }
}
