import { expect, test } from 'vitest';
import { addAccount } from '../../test/accounts.ts';
import { describeDatabases } from '../../test/databases.ts';
import { createPseudonym } from '../core/pseudonym.ts';
import { createKnownSources, knownFor } from '../core/source.ts';
import { createKnownSourceStore } from './known-sources.ts';

const at = 1_800_000_000_000;
const minute = 60_000;

describeDatabases('known sources', (openFresh) => {
  const open = async () => {
    const { database, knex } = await openFresh();
    for (const id of [1, 2]) await addAccount(knex, { id, username: `u${id}`, email: `u${id}@example.com` });
    return { knex, sources: createKnownSources(createKnownSourceStore(database.query), createPseudonym('a secret')) };
  };

  test('a source is known to the account that signed in from it, and to no other', async () => {
    const { sources } = await open();
    expect(await sources.isKnown(1, '1.1.1.1', at)).toBe(false);
    await sources.remember(1, '1.1.1.1', at);
    expect(await sources.isKnown(1, '1.1.1.1', at)).toBe(true);
    expect(await sources.isKnown(1, '1.1.1.2', at)).toBe(false);
    expect(await sources.isKnown(2, '1.1.1.1', at)).toBe(false);
    expect(await sources.isKnown(undefined, '1.1.1.1', at)).toBe(false);
  });

  test('for 90 days after the last sign-in, and then it is forgotten', async () => {
    const { sources, knex } = await open();
    await sources.remember(1, '1.1.1.1', at);
    await sources.remember(1, '1.1.1.1', at - minute);
    await sources.remember(1, '2.2.2.2', at + 90 * minute);
    await sources.remember(1, '2.2.2.2', at + 180 * minute);
    expect(await sources.isKnown(1, '1.1.1.1', at + knownFor - 1)).toBe(true);
    expect(await sources.isKnown(1, '1.1.1.1', at + knownFor)).toBe(false);
    expect(await sources.prune(at + knownFor + minute)).toBe(1);
    expect(await knex('known_sources')).toMatchObject([{ account_id: 1, last_seen_at: at + 180 * minute }]);
  });

  test('what is no address is trusted by no one: it is everyone’s', async () => {
    const { sources } = await open();
    await sources.remember(1, 'unknown', at);
    expect(await sources.isKnown(1, 'unknown', at)).toBe(false);
  });

  test('fifty sign-ins at once from a new source are one row', async () => {
    const { sources, knex } = await open();
    await Promise.all(Array.from({ length: 50 }, (_, n) => sources.remember(1, '1.1.1.1', at + n)));
    expect(await knex('known_sources')).toHaveLength(1);
  });

  test('no address stands in the database, and two accounts of one source cannot be linked', async () => {
    const { sources, knex } = await open();
    for (const id of [1, 2]) await sources.remember(id, '203.0.113.77', at);
    const rows = await knex('known_sources');
    expect(JSON.stringify(rows)).not.toContain('203.0');
    expect(new Set(rows.map(({ source }) => source)).size).toBe(2);
    await knex('accounts').delete();
    expect(await knex('known_sources')).toEqual([]);
  });
});
