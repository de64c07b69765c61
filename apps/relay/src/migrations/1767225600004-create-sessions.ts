import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges, sessions and tickets: short-lived, and only hashes of what opens anything. */
export class CreateSessions1767225600004 implements MigrationInterface {
  readonly name = 'CreateSessions1767225600004';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['session_challenge', 'session', 'session_ticket']) {
      await runner.query(`
        create table ${table} (
          hash bytea primary key check (length(hash) = 32),
          device text not null,
          ${table === 'session_ticket' ? 'session bytea not null references session on delete cascade,' : ''}
          expires_at timestamptz not null
        )`);
      await runner.query(`create index ${table}_expiry on ${table} (expires_at)`);
      await runner.query(`grant select, insert, delete on ${table} to comity_relay`);
    }
    await runner.query('create index session_ticket_session on session_ticket (session)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table session_ticket, session, session_challenge');
  }
}
