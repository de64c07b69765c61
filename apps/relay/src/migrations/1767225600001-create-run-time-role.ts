import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The role of a running relay. Roles belong to the whole server, so another database may have made it a moment ago; a login
 * that may make none goes by what its server's administrator made.
 */
export class CreateRunTimeRole1767225600001 implements MigrationInterface {
  readonly name = 'CreateRunTimeRole1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'comity_relay') then
          create role comity_relay nologin;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
    await runner.query(`
      do $$ begin
        if not pg_has_role(current_user, 'comity_relay', 'member') then
          execute format('grant comity_relay to %I', current_user);
        end if;
      end $$`);
    await runner.query('grant usage on schema public to comity_relay');
    await runner.query('grant select on schema_migration to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke all on schema_migration from comity_relay');
    await runner.query('revoke usage on schema public from comity_relay');
  }
}
