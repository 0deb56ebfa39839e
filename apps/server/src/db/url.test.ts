import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDatabaseUrl } from './url.ts';

describe('parseDatabaseUrl', () => {
  test.each([
    ['sqlite:data/a.db', resolve('data/a.db')],
    ['sqlite:/var/lib/a.db', '/var/lib/a.db'],
    ['sqlite:///var/lib/a.db', '/var/lib/a.db'],
    ['SQLite:a b.db', resolve('a b.db')],
  ])('%s', (text, file) => {
    expect(parseDatabaseUrl(text)).toEqual({ engine: 'sqlite', file });
  });

  test.each(['postgres://user:pass@host/name', 'postgresql://host:5433/name?sslmode=require'])('%s', (url) => {
    expect(parseDatabaseUrl(url)).toEqual({ engine: 'postgres', url });
  });

  test.each([
    'mysql://user:hunter2@host/name',
    'postgres:hunter2',
    'postgres://user:hunter2@:x/name',
    'postgres//user:hunter2@host/name',
    '//user:hunter2@host',
    'hunter2',
    'sqlite:',
    'sqlite::memory:',
    'sqlite://hunter2/a.db',
    '',
  ])('refuses %j in one line that names the variable and shows no password', (text) => {
    const message = refusalOf(text);
    expect(message).toMatch(/^DATABASE_URL .+$/);
    expect(message).not.toContain('hunter2');
    expect(message).toContain('sqlite:');
  });
});

function refusalOf(text: string): string {
  try {
    parseDatabaseUrl(text);
  } catch (error) {
    return (error as Error).message;
  }
  return expect.fail(`${text} was accepted`);
}
