import { describe, expect, test } from 'vitest';
import { isAway, isUnreachable } from './away.ts';

const withCode = (code: string) => Object.assign(new Error('of a driver'), { code });

describe('isAway', () => {
  const network = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
  const postgres = ['08001', '08006', '53100', '53300', '57014', '57P01', '57P02', '57P03', '55P03', '25006', '40001', '40P01'];
  const sqlite = [
    'SQLITE_BUSY',
    'SQLITE_BUSY_SNAPSHOT',
    'SQLITE_FULL',
    'SQLITE_IOERR',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_READONLY',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_CANTOPEN',
  ];

  test.each([...network, ...postgres, ...sqlite])('%s', (code) => {
    expect(isAway(withCode(code))).toBe(true);
  });

  test.each([
    '42P01',
    '42703',
    '23505',
    '22021',
    '28P01',
    '3D000',
    'SQLITE_ERROR',
    'SQLITE_CONSTRAINT_UNIQUE',
    'SQLITE_CORRUPT',
    'SQLITE_NOTADB',
    'ENOENT',
    '',
  ])('not %j: it stays until somebody does something', (code) => {
    expect(isAway(withCode(code))).toBe(false);
  });

  test.each([
    'Unable to acquire a connection',
    'aborted',
    'timeout expired',
    'Connection terminated due to connection timeout',
    'select "id" from "accounts" where "email" = $1 - Connection terminated unexpectedly',
    'BEGIN; - Client has encountered a connection error and is not queryable',
    'ROLLBACK - cannot rollback - no transaction is active',
  ])('%s', (message) => {
    expect(isAway(new Error(message))).toBe(true);
  });

  test.each([new Error('select 1 - no such table: timeout'), 'ECONNREFUSED', undefined, { code: 'ECONNREFUSED' }])('not %s', (error) => {
    expect(isAway(error)).toBe(false);
  });
});

describe('isUnreachable', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', '08006', '57P01', '57P02', '57P03'])('%s', (code) => {
    expect(isUnreachable(withCode(code))).toBe(true);
  });

  test.each(['timeout expired', 'Connection terminated unexpectedly', 'BEGIN; - Client has encountered a connection error'])(
    '%s',
    (message) => {
      expect(isUnreachable(new Error(message))).toBe(true);
    },
  );

  test.each([
    '57014',
    '55P03',
    '40001',
    '40P01',
    '53300',
    '53100',
    '25006',
    'SQLITE_BUSY',
    'SQLITE_LOCKED',
    'SQLITE_FULL',
    'SQLITE_READONLY',
  ])('not %s: other queries may do well meanwhile', (code) => {
    expect(isUnreachable(withCode(code))).toBe(false);
  });

  test('not a pool whose connections are all busy', () => {
    const error = Object.assign(new Error('Knex: Timeout acquiring a connection.'), { name: 'KnexTimeoutError' });
    expect([isAway(error), isUnreachable(error)]).toEqual([true, false]);
  });
});
