import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the relay knows of attachments; their ciphertexts lie in a folder or in a bucket, under the name in `blob`. A row that
 * was stored outlives its bytes, so that its id never names others.
 */
export class CreateAttachments1767225600009 implements MigrationInterface {
  readonly name = 'CreateAttachments1767225600009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table attachment (
        conversation_id bytea not null references conversation,
        id text collate "C" not null,
        device text collate "C" not null,
        authority text collate "C" not null,
        bytes bigint not null check (bytes > 0),
        sha256 bytea not null check (length(sha256) = 32),
        blob text collate "C",
        announced_at bigint not null,
        stored_at bigint,
        stored_seq bigint,
        deleted_at bigint,
        primary key (conversation_id, id),
        check ((stored_at is null) = (stored_seq is null))
      )`);
    await runner.query(
      'create index attachment_quota on attachment (authority, device) include (bytes) where deleted_at is null',
    );
    await runner.query(
      'create index attachment_unfinished on attachment (announced_at) where stored_at is null and deleted_at is null',
    );
    await runner.query(
      'create index attachment_deleted on attachment (deleted_at) where deleted_at is not null and blob is not null',
    );
    await runner.query('grant select, insert, update, delete on attachment to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attachment');
  }
}
