import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { describeDatabases, type TestDatabase } from '../../test/databases.ts';
import { day, minute, profiles, renewed, single, type TestClock } from '../../test/sessions.ts';
import type { Database } from '../db/open.ts';
import { toPublicJwk } from './jwk.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { createSeal } from './seal.ts';
import { signToken, verifyToken } from './tokens.ts';

const seal = createSeal('one secret', randomBytes);
const { name } = renewed;

describeDatabases('key ring', (openFresh) => {
  let db: TestDatabase;
  const clock: TestClock = { now: 0 };
  const readClock = () => clock.now;
  beforeEach(async () => {
    db = await openFresh();
    clock.now = Date.UTC(2027, 0, 1);
  });

  const create = ({ store }: Database = db.database, publishLead = 20 * minute) =>
    createKeyRing({ keys: store.keys, seal, clock: readClock, profiles, times: { publishLead } });
  const states = () => db.knex('signing_keys').where({ profile: name }).orderBy(['created_at', 'active_from']).pluck('state');
  const sign = async (ring: KeyRing) =>
    signToken(renewed, { accountId: 1, sessionId: 's' }, { key: await ring.active(name), now: clock.now, random: randomBytes });
  const verify = async (ring: KeyRing, token: string) => {
    const findKey = (kid: string) => ring.verificationKey(name, kid);
    return (await verifyToken(renewed, token, { now: clock.now, findKey })) !== undefined;
  };

  test('makes one key for each profile, and finds it again after a restart', async () => {
    const ring = await create();
    const kids = ring.publicKeys().map(({ kid }) => kid);
    expect(new Set(kids).size).toBe(2);
    expect((await ring.active(name)).kid).not.toBe((await ring.active(single.name)).kid);
    expect((await create(await db.reopen())).publicKeys()).toEqual(ring.publicKeys());
    await expect(ring.active('other')).rejects.toThrow('profile "other"');
    await expect(ring.rotate('other')).rejects.toThrow('"other"');
  });

  test('twenty that start at once agree on one active key', async () => {
    const other = await db.reopen();
    const rings = await Promise.all(Array.from({ length: 20 }, (_, n) => create(n % 2 === 0 ? db.database : other)));
    const keys = await Promise.all(rings.map((ring) => ring.active(name)));
    expect(new Set(keys.map(({ privateKey }) => privateKey.export({ format: 'pem', type: 'pkcs8' }))).size).toBe(1);
    expect(await states()).toEqual(['active']);
  });

  test('the next key is published at least 20 minutes before it signs, and the old one goes on to verify as long as its tokens may live', async () => {
    const ring = await create();
    const { kid: old } = await ring.active(name);
    const token = await sign(ring);
    const { kid, activeFrom } = await ring.rotate(name);
    expect(activeFrom).toBe(clock.now + 20 * minute);
    expect(ring.publicKeys().map((jwk) => jwk.kid)).toContain(kid);
    clock.now = activeFrom - 1;
    await ring.maintain();
    expect([(await ring.active(name)).kid, await states()]).toEqual([old, ['active', 'pending']]);
    clock.now = activeFrom;
    await ring.maintain();
    expect([(await ring.active(name)).kid, await states()]).toEqual([kid, ['retired', 'active']]);
    expect(await verify(ring, token)).toBe(true);

    const verifyUntil = activeFrom + day + minute;
    clock.now = verifyUntil - 1;
    expect(await ring.verificationKey(name, old)).toBeDefined();
    await db.database.store.prune(clock.now);
    expect(await states()).toEqual(['retired', 'active']);
    clock.now = verifyUntil;
    expect(await ring.verificationKey(name, old)).toBeUndefined();
    expect(ring.publicKeys().map((jwk) => jwk.kid)).not.toContain(old);
    await db.database.store.prune(clock.now);
    expect(await states()).toEqual(['active']);
  });

  test('many that rotate and take the next step at once end with exactly one active key', async () => {
    const other = await db.reopen();
    const rings = await Promise.all(Array.from({ length: 10 }, (_, n) => create(n % 2 === 0 ? db.database : other)));
    for (let round = 1; round <= 5; round++) {
      const next = await Promise.all(rings.map((ring) => ring.rotate(name)));
      expect(new Set(next.map(({ kid }) => kid)).size).toBe(1);
      clock.now += 20 * minute;
      await Promise.all(rings.map((ring) => ring.maintain()));
      expect(await states()).toEqual([...Array(round).fill('retired'), 'active']);
      expect(new Set(await Promise.all(rings.map(async (ring) => (await ring.active(name)).kid)))).toEqual(new Set([next[0]?.kid]));
    }
  });

  test.each([20 * minute, 0])('while another process rotates, with a lead of %i ms, not one verification fails', async (lead) => {
    const [ours, theirs] = [await create(db.database, lead), await create(await db.reopen(), lead)];
    const tokens: string[] = [];
    for (let round = 0; round < 10; round++) {
      await Promise.all([theirs.rotate(name), ...tokens.map((token) => verify(ours, token))]);
      clock.now += lead + 1_000;
      const [, ...results] = await Promise.all([
        theirs.maintain(),
        ...Array.from({ length: 50 }, async () => verify(ours, await sign(ours))),
      ]);
      tokens.push(await sign(theirs), await sign(ours));
      const old = await Promise.all([...tokens, ...tokens].map((token) => verify(ours, token)));
      expect([...results, ...old].filter((good) => !good)).toEqual([]);
    }
    expect(await states()).toEqual([...Array(10).fill('retired'), 'active']);
  });

  test('a revoked key neither verifies nor is published, at once here and within seconds elsewhere, and another one is active', async () => {
    const [ours, theirs] = [await create(), await create(await db.reopen())];
    const { kid } = await ours.active(name);
    const token = await sign(ours);
    expect(await theirs.revoke(kid)).toBe(true);
    for (const ring of [theirs, ours]) {
      expect([await verify(ring, token), ring.publicKeys().some((jwk) => jwk.kid === kid)]).toEqual([false, false]);
      expect((await ring.active(name)).kid).not.toBe(kid);
      clock.now += 5_000;
    }
    expect(await states()).toEqual(['revoked', 'active']);
    expect(await db.knex('signing_keys').where({ kid })).toMatchObject([{ sealed_private_key: '' }]);
    expect([await theirs.revoke(kid), await theirs.revoke('none')]).toEqual([false, false]);
    expect(await verify(ours, await sign(theirs))).toBe(true);
  });

  test('the key that waits takes the place of a revoked one: others know it already', async () => {
    const ring = await create();
    const { kid } = await ring.rotate(name);
    await ring.revoke((await ring.active(name)).kid);
    expect([(await ring.active(name)).kid, await states()]).toEqual([kid, ['revoked', 'active']]);
  });

  test('many that revoke at once end with exactly one active key', async () => {
    const other = await db.reopen();
    const rings = await Promise.all(Array.from({ length: 10 }, (_, n) => create(n % 2 === 0 ? db.database : other)));
    const { kid } = await (rings[0] ?? expect.fail()).active(name);
    const revoked = await Promise.all(rings.map((ring) => ring.revoke(kid)));
    expect([revoked.filter(Boolean).length, await states()]).toEqual([1, ['revoked', 'active']]);
  });

  test('a key of 90 days gets a successor by itself', async () => {
    const ring = await create();
    clock.now += 90 * day - 1;
    await ring.maintain();
    expect(await states()).toEqual(['active']);
    clock.now++;
    await ring.maintain();
    await ring.maintain();
    expect(await states()).toEqual(['active', 'pending']);
    clock.now += 20 * minute;
    await ring.maintain();
    expect(await states()).toEqual(['retired', 'active']);
  });

  test('key ids that someone invents ask the database once per second at most', async () => {
    let queries = 0;
    const { keys } = db.database.store;
    const list = () => (queries++, keys.list());
    const ring = await createKeyRing({ keys: { ...keys, list }, seal, clock: readClock, profiles });
    queries = 0;
    const invented = () =>
      Promise.all(Array.from({ length: 100 }, () => ring.verificationKey(name, randomBytes(32).toString('base64url'))));
    expect(new Set(await invented())).toEqual(new Set([undefined]));
    await invented();
    expect(queries).toBe(1);
    clock.now += 1_000;
    await invented();
    expect(queries).toBe(2);
    for (const kid of ['', '../../etc/passwd', "' OR 1=1 --", 'a'.repeat(1_000_000)]) {
      clock.now += 1_000;
      expect(await ring.verificationKey(name, kid)).toBeUndefined();
    }
    expect(queries).toBe(2);
  });

  test('a key that someone plants in the database is neither published nor believed', async () => {
    const ring = await create();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicJwk = toPublicJwk(privateKey);
    const sealedPrivateKey = createSeal('a guess', randomBytes).seal(Buffer.from('key'), 'row');
    const planted = { kid: publicJwk.kid, profile: name, algorithm: 'ES256', public_jwk: JSON.stringify(publicJwk), created_at: 1 };
    for (const state of ['retired', 'pending']) {
      await db.knex('signing_keys').insert({ ...planted, state, sealed_private_key: sealedPrivateKey });
      for (const each of [ring, await create()]) {
        await each.maintain();
        expect(await each.verificationKey(name, publicJwk.kid)).toBeUndefined();
        expect(each.publicKeys().some(({ kid }) => kid === publicJwk.kid)).toBe(false);
      }
      await db.knex('signing_keys').where({ kid: publicJwk.kid }).delete();
    }
    await db.knex('signing_keys').where({ profile: name }).update({ sealed_private_key: sealedPrivateKey });
    await expect(create()).rejects.toThrow('The secret is not the one that sealed');
  });

  test('a key verifies only tokens of its own profile', async () => {
    const ring = await create();
    const { kid } = await ring.active(name);
    expect(await ring.verificationKey(single.name, kid)).toBeUndefined();
  });
});
