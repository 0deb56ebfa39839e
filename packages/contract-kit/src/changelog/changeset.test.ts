import { describe, expect, it } from 'vitest';
import { changesetName, isFolded, toChangeset } from './changeset.ts';

describe('a changeset', () => {
  it('names the package, the bump and what a consumer notices', () => {
    const summary = {
      api: 'sign-in',
      title: 'Sign-in API',
      from: '1.0.0',
      to: '2.0.0',
      level: 'major',
      lines: ['Breaking: one.', 'Added: two.'],
    } as const;
    expect(toChangeset('@acme/client', summary)).toBe(
      "---\n'@acme/client': major\n---\n\nSign-in API 2.0.0, after 1.0.0:\n\n- Breaking: one.\n- Added: two.\n",
    );
  });

  it('is called by the API and the version that it is told since', () => {
    expect([changesetName('sign-in', '1.0.0'), changesetName('sign-in', undefined)]).toEqual([
      'contract-sign-in-1.0.0.md',
      'contract-sign-in-new.md',
    ]);
  });

  it.each<[file: string, from: string | undefined, isPart: boolean]>([
    ['contract-sign-in-1.1.0.md', '1.0.0', true],
    ['contract-sign-in-1.0.0.md', '1.0.0', false],
    ['contract-sign-in-0.9.0.md', '1.0.0', false],
    ['contract-sign-in-1.0.0.md', undefined, true],
    ['contract-sign-in-new.md', '1.0.0', false],
    ['contract-in-1.1.0.md', '1.0.0', false],
    ['brave-lions-sing.md', '1.0.0', false],
  ])('%s is a part of the one since %s: %s', (file, from, isPart) => {
    expect(isFolded(file, 'sign-in', from)).toBe(isPart);
  });
});
