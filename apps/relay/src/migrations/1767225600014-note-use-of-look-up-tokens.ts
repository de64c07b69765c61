import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a program's token was used last: one that nobody uses is to be ended. */
export class NoteUseOfLookUpTokens1767225600014 implements MigrationInterface {
  readonly name = 'NoteUseOfLookUpTokens1767225600014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table look_up_token add column used_at bigint');
    await runner.query('grant update (used_at) on look_up_token to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table look_up_token drop column used_at');
  }
}
