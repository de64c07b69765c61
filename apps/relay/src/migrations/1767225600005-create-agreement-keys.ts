import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published agreement keys; one is served once the map leaf `leaf_index` that names it is under a shown checkpoint. */
export class CreateAgreementKeys1767225600005 implements MigrationInterface {
  readonly name = 'CreateAgreementKeys1767225600005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreement_key (
        device text not null,
        number bigint not null check (number > 0),
        valid_from bigint not null,
        valid_until bigint not null,
        key bytea not null check (length(key) = 1216),
        signature bytea not null check (length(signature) = 64),
        leaf_index bigint,
        primary key (device, number)
      )`);
    await runner.query(
      'create index agreement_key_unlogged on agreement_key (device, number) where leaf_index is null',
    );
    await runner.query('grant select, insert on agreement_key to comity_relay');
    await runner.query('grant update (leaf_index), delete on agreement_key to comity_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreement_key');
  }
}
