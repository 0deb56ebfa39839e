import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { createAudit, keptFor, type AuditEntry } from '../core/audit.ts';
import { createPseudonym } from '../core/pseudonym.ts';
import { createAuditStore, insertAudit } from './audit.ts';

const pseudonym = createPseudonym('a secret');
const failed: AuditEntry = {
  event: 'authn_login_fail',
  outcome: 'failure',
  profile: 'sign-in',
  accountId: 7,
  identifiers: ['email:ann@example.com'],
  source: '1.1.1.1',
  requestId: 'request-1',
  reason: 'wrong-credentials',
};
const refused: AuditEntry = { ...failed, event: 'authn_login_lock', reason: 'too-many-requests' };

describeDatabases('the audit trail', (openFresh) => {
  const open = async (hideSources = false) => {
    const { database, knex } = await openFresh();
    let time = 1_800_000_000_000;
    const errors: unknown[] = [];
    const store = createAuditStore(database.query);
    const audit = createAudit({ store, pseudonym, clock: () => time, hideSources, onStoreError: (error) => errors.push(error) });
    return { database, knex, audit, errors, pass: (duration: number) => void (time += duration) };
  };

  test('has a row per decision', async () => {
    const { audit, knex } = await open();
    await audit.record(failed);
    await audit.record({ event: 'authn_token_revoked', outcome: 'success', source: '1.1.1.1', requestId: 'request-2' });
    expect(await knex('audit').orderBy('id')).toEqual([
      {
        id: 1,
        at: 1_800_000_000_000,
        event: 'authn_login_fail',
        outcome: 'failure',
        profile: 'sign-in',
        account_id: 7,
        identifier: pseudonym('audit', 'email:ann@example.com'),
        source: '1.1.1.1',
        request_id: 'request-1',
        reason: 'wrong-credentials',
      },
      expect.objectContaining({ id: 2, profile: null, account_id: null, identifier: null, reason: null }),
    ]);
  });

  test('what is granted and its row are kept together or not at all', async () => {
    const { audit, database, knex } = await open();
    const grant = (fails: boolean) =>
      database.query((db) =>
        db.transaction(async (trx) => {
          await insertAudit(trx, audit.row({ ...failed, event: 'authn_login_success', outcome: 'success' }));
          if (fails) throw new Error('no session');
        }),
      );
    await expect(grant(true)).rejects.toThrow('no session');
    expect(await knex('audit')).toEqual([]);
    await grant(false);
    expect(await knex('audit')).toHaveLength(1);
  });

  test('no identifier, nor a password typed in its place, nor a line that someone forged', async () => {
    const { audit, knex } = await open();
    const planted = 'hunter2\r\n\u001b[31m${jndi:ldap://x}\u0000\u2028\u202e';
    for (const reason of [planted, planted.repeat(100)]) {
      await audit.record({
        ...failed,
        identifiers: [`username:${planted}`],
        requestId: planted,
        profile: planted,
        source: planted,
        reason,
      });
    }
    for (const row of await knex('audit')) {
      expect(row.identifier).not.toContain('hunter2');
      for (const value of Object.values(row)) expect(String(value)).toMatch(/^[\x20-\x7e]{1,128}$/);
    }
  });

  test('sources are hidden too, if wanted', async () => {
    const { audit, knex } = await open(true);
    await audit.record(failed);
    expect(JSON.stringify(await knex('audit'))).not.toContain('1.1.1.1');
  });

  test('a flood of refused attempts cannot fill the disk: one row per source and minute', async () => {
    const { audit, knex, pass } = await open();
    for (let n = 0; n < 100; n++) await audit.record({ ...refused, identifiers: [`email:${n}`] });
    await audit.record({ ...refused, source: '2.2.2.2' });
    await audit.record(failed);
    expect(await knex('audit')).toHaveLength(3);
    pass(60_000);
    await audit.record(refused);
    expect(await knex('audit')).toHaveLength(4);
  });

  test('a refusal that cannot be written stays a refusal, and is told', async () => {
    const { audit, knex, errors } = await open();
    await knex.schema.dropTable('audit');
    await expect(audit.record(failed)).resolves.toBeUndefined();
    expect(errors).toHaveLength(1);
  });

  test('rows are removed after 90 days, and not before', async () => {
    const { audit, knex, pass } = await open();
    const old = audit.row(failed);
    const { accountId: account_id, requestId: request_id, ...rest } = old;
    await knex.batchInsert(
      'audit',
      Array.from({ length: 2_500 }, () => ({ ...rest, account_id, request_id })),
      80,
    );
    pass(1);
    await audit.record(failed);
    pass(keptFor);
    expect(await audit.prune()).toBe(2_500);
    expect(await knex('audit')).toHaveLength(1);
  });
});
