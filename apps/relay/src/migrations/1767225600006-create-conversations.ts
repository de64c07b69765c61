import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Conversations, their members, epochs, wraps, reports and grants. Every key begins with the conversation, so that the
 * tables can be spread over servers by it; a conversation's row holds what the next frame is chained to.
 */
export class CreateConversations1767225600006 implements MigrationInterface {
  readonly name = 'CreateConversations1767225600006';

  async up(runner: QueryRunner): Promise<void> {
    // Updated by every batch of messages: half of each page is left free so that no index moves.
    await runner.query(`
      create table conversation (
        id bytea primary key check (length(id) = 32),
        kind text not null,
        seq bigint not null check (seq > 0),
        head bytea not null check (length(head) = 32),
        epoch integer not null check (epoch >= 0),
        statement bytea not null check (length(statement) = 32),
        mapped_seq bigint not null default 0
      ) with (fillfactor = 50)`);
    await runner.query(`
      create table conversation_member (
        conversation_id bytea not null references conversation,
        device text collate "C" not null,
        until_seq bigint,
        until_head bytea,
        primary key (conversation_id, device),
        check ((until_seq is null) = (until_head is null))
      )`);
    await runner.query('create index conversation_member_device on conversation_member (device, conversation_id)');
    await runner.query(`
      create table epoch (
        conversation_id bytea not null references conversation,
        epoch integer not null,
        seq bigint not null,
        head bytea not null check (length(head) = 32),
        statement bytea not null check (length(statement) = 32),
        author text collate "C" not null,
        stored_at bigint not null,
        leaves bytea not null check (length(leaves) % 32 = 0),
        primary key (conversation_id, epoch)
      )`);
    await runner.query('create index epoch_author on epoch (author, stored_at)');
    await runner.query(`
      create table wrap (
        conversation_id bytea not null,
        epoch integer not null,
        device text collate "C" not null,
        place integer not null,
        number bigint,
        wrap bytea not null,
        primary key (conversation_id, epoch, device),
        foreign key (conversation_id, epoch) references epoch
      )`);
    await runner.query(`
      create table unreadable_report (
        conversation_id bytea not null,
        epoch integer not null,
        device text collate "C" not null,
        number bigint not null,
        signature bytea not null check (length(signature) = 64),
        stored_at bigint not null,
        primary key (conversation_id, epoch, device),
        foreign key (conversation_id, epoch) references epoch
      )`);
    await runner.query(`
      create table history_grant (
        conversation_id bytea not null references conversation,
        joiner text collate "C" not null,
        granter text collate "C" not null,
        number bigint not null,
        bytes bytea not null,
        stored_at bigint not null,
        primary key (conversation_id, joiner, granter, number)
      )`);
    for (const [table, column] of [
      ['wrap', 'wrap'],
      ['history_grant', 'bytes'],
    ] as const) {
      // Sealed bytes do not compress.
      await runner.query(`alter table ${table} alter column ${column} set storage external`);
    }
    await runner.query('grant select, insert on epoch, wrap, unreadable_report to comity_relay');
    await runner.query('grant select, insert, update on conversation, conversation_member to comity_relay');
    await runner.query('grant select, insert, update, delete on history_grant to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table history_grant, unreadable_report, wrap, epoch, conversation_member, conversation');
  }
}
