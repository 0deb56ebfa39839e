import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { createAudit } from '../core/audit.ts';
import { toDraft } from '../core/new-account.ts';
import { createPseudonym } from '../core/pseudonym.ts';

const toAccount = (username: string, email = `${username}@example.com`) => ({
  ...toDraft({ username, email, firstName: 'First', lastName: 'Last' }),
  passwordHash: 'hash',
});

describeDatabases('new accounts', (openFresh) => {
  const open = async () => {
    const { database, knex } = await openFresh();
    const audit = createAudit({ store: database.store.audit, pseudonym: createPseudonym('a secret'), clock: () => 7 });
    const trace = audit.row({ event: 'user_created', outcome: 'success', source: 'a test', requestId: 'request-1' });
    const add = (...accounts: ReturnType<typeof toAccount>[]) => database.store.accounts.add(accounts, { at: 7, trace });
    return { knex, add };
  };

  test('have the ids that they were given, and each a row of the audit trail', async () => {
    const { knex, add } = await open();
    const added = await add(toAccount('Ann'), toAccount('bob'));
    const ids = await knex('accounts').whereIn('username_canonical', ['ann', 'bob']).orderBy('username_canonical').pluck('id');
    expect(added).toEqual({ ids });
    expect(await knex('audit').orderBy('account_id')).toMatchObject(
      ids.map((account_id) => ({ at: 7, event: 'user_created', account_id, request_id: 'request-1' })),
    );
    expect(await knex('accounts').orderBy('id').first()).toMatchObject({
      username: 'Ann',
      email_canonical: 'ann@example.com',
      created_at: 7,
    });
  });

  test('are all added or none', async () => {
    const { knex, add } = await open();
    await add(toAccount('ann'));
    const defects = [
      { index: 1, taken: 'username' },
      { index: 2, taken: 'email' },
    ];
    expect(await add(toAccount('bob'), toAccount('ANN', 'new@example.com'), toAccount('eve', 'Ann@example.com'))).toEqual({ defects });
    await expect(add(toAccount('bob'), toAccount('eve'), toAccount('eve', 'second@example.com'))).rejects.toThrow(/unique/i);
    expect([await knex('accounts').pluck('username'), (await knex('audit')).length]).toEqual([['ann'], 1]);
  });

  test('of ten that want one identifier at once, one gets it', async () => {
    const { knex, add } = await open();
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => add(toAccount(`name${n}`, 'one@example.com'))));
    expect(results.filter((result) => result.status === 'fulfilled' && 'ids' in result.value)).toHaveLength(1);
    expect([(await knex('accounts')).length, (await knex('audit')).length]).toEqual([1, 1]);
  });
});
