import { expect, test } from 'vitest';
import { levelOf } from './change.ts';
import { mergeRedocly } from './merge.ts';
import type { RedoclyChange } from './redocly.ts';

const place = { file: '/new/openapi.yaml', pointer: '#/paths/~1a/post/requestBody', line: 3, col: 4, value: 1 };
const verdicts = [{ ruleId: 'schema-type-changed', impact: 'major', message: 'Type narrowed.' }];
const modified = { typeName: 'Schema', kind: 'modified', base: place, revision: place } as const;

function merge(change: RedoclyChange): object[] {
  return mergeRedocly([], [change], () => undefined).map(({ level, rule, equivalent }) => ({ level, rule, equivalent }));
}

test('a default is judged here: what Redocly says of it is said of the same place, and only once', () => {
  const their = { ...modified, impact: 'patch', verdicts: [], property: 'default', path: '#/paths/~1a/post/requestBody' } as const;
  const at = { file: place.file, pointer: place.pointer.slice(1), line: 3, column: 4 };
  const own = { level: 'major', rule: 'request-default-changed', message: 'x', at, source: 'witness' } as const;
  expect(mergeRedocly([own], [their], () => undefined)).toEqual([{ ...own, source: 'both' }]);
});

test('a major change without a witness does not count, wherever it is', () => {
  const change = { ...modified, impact: 'major', verdicts, property: 'type' } as const;
  for (const path of ['#/paths/~1a/post/requestBody', '#/webhooks/a/post/requestBody', '#/paths/~1a/post/callbacks/b'])
    expect(merge({ ...change, path })).toEqual([{ level: 'major', rule: 'schema-type-changed', equivalent: true }]);
});

test('Redocly never moves the level, whatever it says', () => {
  const at = { file: place.file, pointer: '/paths/~1b', line: 9, column: 1 };
  const impacts = ['major', 'minor', 'patch'] as const;
  const theirs = impacts.flatMap((impact) =>
    (['added', 'removed', 'modified'] as const).map((kind) => ({
      ...modified,
      kind,
      impact,
      verdicts,
      path: '#/webhooks/a',
      property: 'x',
    })),
  );
  for (const level of impacts) {
    const own = { level, rule: 'own', message: 'own', at, source: 'witness' } as const;
    for (const their of theirs) expect(levelOf(mergeRedocly([own], [their], () => undefined))).toBe(level);
  }
  for (const their of theirs) expect(levelOf(mergeRedocly([], [their], () => undefined))).toBe('patch');
});

test('the version is no change', () => {
  expect(merge({ ...modified, typeName: 'Info', impact: 'patch', verdicts: [], property: 'version', path: '#/info' })).toEqual([]);
});

test('what Redocly quotes of a secret is not repeated; what it says of another property is', () => {
  const messageFor = (name: string) => {
    const quoted = [{ ruleId: 'default-changed', impact: 'major', message: "Default changed from 'hunter2' to 'hunter3'." }];
    const path = `#/components/schemas/A/properties/${name}`;
    return mergeRedocly([], [{ ...modified, impact: 'major', verdicts: quoted, property: 'default', path }], () => undefined)[0]?.message;
  };
  expect(messageFor('password')).not.toContain('hunter');
  expect(messageFor('colour')).toContain('hunter3');
});
