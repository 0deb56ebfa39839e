import { describe, expect, test } from 'vitest';
import { describeDatabases } from '../../test/databases.ts';
import { by, countOpen, openThrottle } from '../../test/throttle.ts';
import type { Failure } from './failures.ts';
import { noThrottle } from './throttle.ts';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

describeDatabases('the throttle', (openFresh) => {
  const fresh = () => openThrottle(openFresh);

  test('sixty wrong passwords at once: five are verified', async () => {
    const { attempt, errors } = await fresh();
    const waits = await Promise.all(Array.from({ length: 60 }, () => attempt(by('1.1.1.1'))));
    expect(countOpen(waits)).toBe(5);
    expect(waits.filter((wait) => wait === 60)).toHaveLength(55);
    // None of it was the work of the in-process buckets.
    expect(errors).toEqual([]);
  });

  test('five wrong passwords, then one after 1, 2, 4, 8 and in the end 15 minutes', async () => {
    const { attempt, pass } = await fresh();
    for (let n = 0; n < 5; n++) expect(await attempt(by('1.1.1.1'))).toBe('open');
    for (const wait of [60, 120, 240, 480, 480, 900, 900, 900]) {
      expect(await attempt(by('1.1.1.1'))).toBe(wait);
      pass(wait * seconds - 1);
      expect(await attempt(by('1.1.1.1'))).toBe(1);
      pass(1);
      expect(await attempt(by('1.1.1.1'))).toBe('open');
    }
  });

  test('an attacker with any number of addresses guesses an account about a hundred times a day', async () => {
    const { attempt, pass } = await fresh();
    let guesses = 0;
    for (let time = 0; time < 24 * 60; time++, pass(minutes)) {
      for (let n = 0; n < 3; n++) if ((await attempt(by(`2.${time >> 8}.${time & 255}.${n}`))) === 'open') guesses++;
    }
    expect(guesses).toBeGreaterThan(90);
    expect(guesses).toBeLessThan(115);
  }, 120_000);

  test('a thousand wrong passwords from fifty addresses leave the owner free where he signed in before', async () => {
    const { attempt, reserve } = await fresh();
    const waits = [];
    for (let n = 0; n < 20; n++) waits.push(...(await Promise.all(Array.from({ length: 50 }, (_, at) => attempt(by(`2.2.2.${at}`))))));
    expect(countOpen(waits)).toBe(10);
    expect(await attempt(by('9.9.9.9'))).toBe(60);
    await (await reserve(by('1.1.1.1', undefined, { trusted: true }))).refund();
    for (let n = 0; n < 5; n++) expect(await attempt(by('1.1.1.1', undefined, { trusted: true }))).toBe('open');
  });

  test('an attacker beside the owner, behind the same address, cannot keep the owner out', async () => {
    const { attempt } = await fresh();
    for (let n = 0; n < 50; n++) await attempt(by('1.1.1.1', `email:n${n}@example.com`, { account: undefined }));
    expect(await attempt(by('1.1.1.1', 'email:bob@example.com', { account: 2 }))).toBeTypeOf('number');
    expect(await attempt(by('1.1.1.1', undefined, { trusted: true }))).toBe('open');
  });

  test('who is known there is limited there too', async () => {
    const { attempt } = await fresh();
    const waits = await Promise.all(Array.from({ length: 50 }, () => attempt(by('1.1.1.1', undefined, { trusted: true }))));
    expect(countOpen(waits)).toBe(5);
    let open = 0;
    for (let group = 0; group < 5; group++) {
      const office = Array.from({ length: 64 }, (_, n) => ({ account: 64 * group + n + 10, trusted: true }));
      open += countOpen(await Promise.all(office.map((who) => attempt(by('1.1.1.1', `email:n${who.account}@example.com`, who)))));
    }
    expect(open).toBe(300 - 5);
  });

  test('an identifier of no account is throttled alike: no telling who exists', async () => {
    const { attempt, pass } = await fresh();
    const series = async (account: number | undefined, name: string) => {
      const waits = [];
      for (let n = 0; n < 40; n++, pass(20 * seconds))
        waits.push(await attempt(by(`${name.length}.0.0.${n % 4}`, `email:${name}`, { account })));
      return waits;
    };
    const known = await series(1, 'ann@example.com');
    expect(new Set(known)).toContain('open');
    for (const name of ['nobody@example.com', 'no.one@example.com']) expect(await series(undefined, name)).toEqual(known);
  });

  test('one password for five thousand identifiers from one address: twenty are verified', async () => {
    const { attempt, pass } = await fresh();
    const spray = (n: number) => attempt(by('1.1.1.1', `email:n${n}@example.com`, { account: n }));
    const waits = [];
    for (let n = 0; n < 5_000; n += 50) waits.push(...(await Promise.all(Array.from({ length: 50 }, (_, at) => spray(n + at)))));
    expect(countOpen(waits)).toBe(20);
    expect(waits.at(-1)).toBe(30);
    expect(await attempt(by('1.1.1.2', 'email:n1@example.com'))).toBe('open');
    pass(10 * minutes);
    expect(countOpen(await Promise.all(Array.from({ length: 50 }, (_, n) => spray(6_000 + n))))).toBe(20);
  });

  test('thirty wrong passwords from one address, however few the identifiers', async () => {
    const { attempt, pass } = await fresh();
    const waits = [];
    for (let n = 0; n < 60; n++) waits.push(await attempt(by('1.1.1.1', `email:n${n % 10}@example.com`, { account: n % 10 })));
    expect(countOpen(waits)).toBe(30);
    expect(waits.at(-1)).toBe(10);
    pass(10 * seconds);
    expect(await attempt(by('1.1.1.1', 'email:other@example.com', { account: 99 }))).toBe('open');
  });

  test('email, username and phone of one account add up, and its block shows as a wrong password only', async () => {
    const { reserve } = await fresh();
    const silences: boolean[] = [];
    for (const identifier of ['email:ann@example.com', 'username:ann', 'phone:+525512345678']) {
      for (let n = 0; n < 5; n++) silences.push((await reserve(by(`3.3.${silences.length}.1`, identifier))).silent);
    }
    expect(silences).toEqual([...Array(10).fill(false), ...Array(5).fill(true)]);
    expect((await reserve(by('1.1.1.1', 'username:ann', { trusted: true }))).silent).toBe(false);
    expect((await reserve(by('4.4.4.4', 'username:bob', { account: 2 }))).silent).toBe(false);
  });

  test('each identifier of an attempt counts', async () => {
    const { attempt, reserve } = await fresh();
    const both = by('1.1.1.1', undefined, { identifiers: ['email:ann@example.com', 'username:ann', 'username:ann'] });
    for (let n = 0; n < 5; n++) expect(await attempt(both)).toBe('open');
    expect(await attempt(by('1.1.1.1', 'username:ann'))).toBe(60);
    const failure = await reserve(by('1.1.1.1', undefined, { identifiers: ['phone:1', 'username:ann'] })).catch(
      (error: Failure) => error.value,
    );
    expect(failure).toEqual({ code: 'too-many-requests', data: { retryAfter: 60, fields: ['phone', 'username'] } });
  });

  test('each limit ends by itself, and then leaves nothing', async () => {
    const { attempt, pass, throttle, knex } = await fresh();
    for (let n = 0; n < 100; n++) await attempt(by(`2.2.2.${n}`));
    pass(15 * minutes);
    expect(await attempt(by('2.2.2.200'))).toBe('open');
    pass(4 * hours);
    for (let n = 0; n < 5; n++) expect(await attempt(by('2.2.2.200'))).toBe('open');
    pass(4 * hours);
    expect(await throttle.prune()).toBeGreaterThan(10);
    expect(await knex('throttle')).toEqual([]);
  });

  test('a clock that was an hour ahead and is set back keeps no one out', async () => {
    const { attempt, pass } = await fresh();
    pass(hours);
    for (let n = 0; n < 20; n++) await attempt(by('1.1.1.1'));
    pass(-hours);
    expect(await attempt(by('1.1.1.1'))).toBe('open');
  });

  test('no identifier and no address stands in the database', async () => {
    const { attempt, knex } = await fresh();
    await attempt(by('203.0.113.77', 'email:planted@example.com', { identifiers: ['email:planted@example.com', 'phone:+525512345678'] }));
    await attempt(by('203.0.113.77', 'username:planted', { trusted: true }));
    const rows = await knex('throttle');
    expect(rows).toHaveLength(10);
    expect(JSON.stringify(rows)).not.toMatch(/planted|5512345678|203\.0|email/);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
  });
});

describe('noThrottle', () => {
  test('lets everything pass', async () => {
    for (let n = 0; n < 50; n++) expect((await noThrottle.reserve(by('1.1.1.1'))).silent).toBe(false);
  });
});
