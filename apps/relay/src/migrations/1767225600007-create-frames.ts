import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every conversation's sequence of frames. The run-time role can add to it and never change it. */
export class CreateFrames1767225600007 implements MigrationInterface {
  readonly name = 'CreateFrames1767225600007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table frame (
        conversation_id bytea not null,
        seq bigint not null,
        kind smallint not null check (kind between 1 and 3),
        statement bytea not null check (length(statement) = 32),
        sender text collate "C" not null,
        id uuid not null,
        hash bytea not null check (length(hash) = 32),
        bytes bytea not null,
        stored_at bigint not null,
        primary key (conversation_id, seq),
        constraint frame_once unique (conversation_id, sender, id)
      )`);
    await runner.query('alter table frame alter column bytes set storage external');
    await runner.query('grant select, insert on frame to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table frame');
  }
}
