import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens of programs that look authorities up: their hashes. */
export class CreateLookUpTokens1767225600011 implements MigrationInterface {
  readonly name = 'CreateLookUpTokens1767225600011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table look_up_token (
        id bytea primary key check (length(id) = 32),
        hash bytea not null unique check (length(hash) = 32),
        authority text collate "C" not null,
        name text not null,
        made_by text collate "C" not null,
        made_at bigint not null,
        expires_at bigint not null
      )`);
    await runner.query('create index look_up_token_authority on look_up_token (authority, made_at)');
    await runner.query('grant select, insert, delete on look_up_token to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table look_up_token');
  }
}
