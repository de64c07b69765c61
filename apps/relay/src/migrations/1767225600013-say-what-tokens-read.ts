import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a token reads: the directory, as all before, or the record. */
export class SayWhatTokensRead1767225600013 implements MigrationInterface {
  readonly name = 'SayWhatTokensRead1767225600013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table look_up_token add column reads text not null default 'directory' check (reads in ('directory', 'record'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // A relay that knows no others would look authorities up with them.
    await runner.query(`delete from look_up_token where reads <> 'directory'`);
    await runner.query('alter table look_up_token drop column reads');
  }
}
