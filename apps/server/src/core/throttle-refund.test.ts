import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { by, countOpen, openThrottle } from '../../test/throttle.ts';

const minutes = 60_000;

describeDatabases('the throttle, after a success', (openFresh) => {
  const fresh = () => openThrottle(openFresh);

  test('success gives back its own points: any number of right passwords', async () => {
    const { reserve, knex, now } = await fresh();
    for (let n = 0; n < 100; n++) await (await reserve(by('1.1.1.1'))).refund();
    expect(await knex('throttle').where('debt_until', '>', now())).toEqual([]);
  });

  test('an attacker with an account of his own buys no attempts with it', async () => {
    const { attempt, reserve } = await fresh();
    const own = by('1.1.1.1', 'email:mallory@example.com', { account: 66 });
    const waits = [];
    for (let n = 0; n < 60; n++) {
      const reservation = await reserve(own).catch(() => undefined);
      for (let times = 0; times < 5; times++) await reservation?.refund();
      waits.push(await attempt(by('1.1.1.1', `email:n${n % 10}@example.com`, { account: n % 10 })));
    }
    expect(countOpen(waits)).toBe(30);
  });

  test('a success that took longer than its point lasts gives back nothing: the point may be another one by now', async () => {
    const { attempt, reserve, pass } = await fresh();
    const slow = await reserve(by('1.1.1.1'));
    pass(15 * minutes);
    for (let n = 0; n < 5; n++) expect(await attempt(by('1.1.1.1'))).toBe('open');
    await slow.refund();
    expect(await attempt(by('1.1.1.1'))).toBe(60);
  });
});

describeDatabases('the throttle, without its store', (openFresh) => {
  const fresh = () => openThrottle(openFresh);

  test('with its table gone it limits in the process: neither open nor shut', async () => {
    const { attempt, reserve, knex, errors } = await fresh();
    await knex.schema.dropTable('throttle');
    const waits = await Promise.all(Array.from({ length: 50 }, () => attempt(by('1.1.1.1'))));
    expect(countOpen(waits)).toBe(5);
    expect(waits.at(-1)).toBe(60);
    expect(errors).toHaveLength(50);
    for (let n = 0; n < 20; n++) await (await reserve(by('2.2.2.2', 'username:bob', { account: 2 }))).refund();
  });

  test('a refund that the database does not take spoils no sign-in', async () => {
    const { reserve, knex, errors } = await fresh();
    const reservation = await reserve(by('1.1.1.1'));
    await knex.schema.dropTable('throttle');
    await expect(reservation.refund()).resolves.toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});
