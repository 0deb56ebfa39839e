import { expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { Failure } from '../core/failures.ts';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('did not fail'),
    (error: unknown) => error,
  );

describeDatabases('query', (openFresh) => {
  test('a database that is away is a failure of its own, with the cause for the log', async () => {
    const { database } = await openFresh();
    await database.close();
    const failure = await failureOf(database.store.ping());
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      value: { code: 'unavailable', data: { retryAfter: 2 } },
      cause: { message: 'Unable to acquire a connection' },
    });
  });

  test('a mistake of our own stays what it is', async () => {
    const { database } = await openFresh();
    const error = await failureOf(database.query((knex) => knex('nowhere')));
    expect(error).not.toBeInstanceOf(Failure);
    expect(String(error)).toMatch(/nowhere/);
  });
});
