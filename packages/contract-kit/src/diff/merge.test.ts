import { expect, test } from 'vitest';
import { mergeRedocly } from './merge.ts';
import type { RedoclyChange } from './redocly.ts';

const place = { file: '/new/openapi.yaml', pointer: '#/paths/~1a/post/requestBody', line: 3, col: 4, value: 1 };
const verdicts = [{ ruleId: 'schema-type-changed', impact: 'major', message: 'Type narrowed.' }];
const modified = { typeName: 'Schema', kind: 'modified', base: place, revision: place } as const;

function merge(change: RedoclyChange): object[] {
  return mergeRedocly([], [change], () => undefined).map(({ level, rule, equivalent }) => ({ level, rule, equivalent }));
}

test('a default that changes what a request means is major, that of an answer is not', () => {
  const change = { ...modified, impact: 'patch', verdicts: [], property: 'default' } as const;
  const path = '#/paths/~1a/post/requestBody/content/application~1json/schema/properties/limit';
  expect(merge({ ...change, path })).toEqual([{ level: 'major', rule: 'request-default-changed', equivalent: undefined }]);
  expect(merge({ ...change, path: path.replace('requestBody', 'responses/200') })).toMatchObject([{ level: 'patch' }]);
});

test('a major change without a witness does not count, unless nobody looked there', () => {
  const change = { ...modified, impact: 'major', verdicts, property: 'type' } as const;
  expect(merge({ ...change, path: '#/paths/~1a/post/requestBody' })).toEqual([
    { level: 'major', rule: 'schema-type-changed', equivalent: true },
  ]);
  expect(merge({ ...change, path: '#/webhooks/a/post/requestBody' })).toEqual([
    { level: 'major', rule: 'schema-type-changed', equivalent: undefined },
  ]);
});

test('the version is no change', () => {
  expect(merge({ ...modified, typeName: 'Info', impact: 'patch', verdicts: [], property: 'version', path: '#/info' })).toEqual([]);
});
