import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The statements behind the directory log's entries, the personal fields they commit to, and devices that ask to be enrolled. */
export class CreateDirectory1767225600003 implements MigrationInterface {
  readonly name = 'CreateDirectory1767225600003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory_statement (
        index bigint primary key,
        subject text not null,
        hash bytea not null check (length(hash) = 32),
        statement text not null
      )`);
    await runner.query('create index directory_statement_subject on directory_statement (subject, index)');
    await runner.query(`
      create table directory_opening (
        index bigint not null references directory_statement,
        place integer not null,
        label text not null,
        value text not null,
        r bytea not null check (length(r) = 32),
        visible text not null check (visible in ('everyone', 'members')),
        primary key (index, place)
      )`);
    await runner.query(`
      create table enrolment (
        id bytea primary key check (length(id) = 32),
        authority text not null,
        officer text not null,
        device text not null,
        body text not null,
        signature text not null,
        expires_at timestamptz not null
      )`);
    await runner.query('create index enrolment_authority on enrolment (authority, officer)');
    await runner.query('grant select, insert on directory_statement to comity_relay');
    await runner.query('grant select, insert, delete on directory_opening, enrolment to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table enrolment, directory_opening, directory_statement');
  }
}
