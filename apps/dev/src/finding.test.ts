import { expect, test } from 'vitest';
import { fold, inOrder, placeOf, type Finding } from './finding.ts';

const finding = (part: Partial<Finding>): Finding => ({
  source: 'contract',
  severity: 'error',
  file: '/project/specs/a/openapi.yaml',
  line: 1,
  col: 1,
  rule: 'rule',
  message: 'wrong',
  details: [],
  ...part,
});

test('a place is relative to the project, and that of the base is left as it is', () => {
  expect(placeOf(finding({ line: 12, col: 5 }), '/project')).toBe('specs/a/openapi.yaml:12:5');
  expect(placeOf(finding({ file: 'main:specs/a/openapi.yaml' }), '/project')).toBe('main:specs/a/openapi.yaml:1:1');
  expect(placeOf(finding({ file: '' }), '/project')).toBe('');
});

test('contracts come before what follows from them, errors before warnings, then by file and line', () => {
  const given = [
    finding({ source: 'handlers', message: 'e' }),
    finding({ severity: 'warning', message: 'f' }),
    finding({ source: 'breaking', message: 'd' }),
    finding({ line: 9, message: 'c' }),
    finding({ line: 2, message: 'b' }),
    finding({ line: 99, rule: 'struct', message: 'the cause of others' }),
    finding({ source: 'system', file: '', message: 'a' }),
  ];
  expect(inOrder(given).map(({ message }) => message)).toStrictEqual(['a', 'the cause of others', 'b', 'c', 'd', 'e', 'f']);
});

test('what two stages say of the same place by the same rule is told once', () => {
  expect(inOrder([finding({ source: 'types', message: 'as the generator words it' }), finding({})])).toStrictEqual([finding({})]);
  expect(inOrder([finding({ source: 'breaking', message: 'one' }), finding({ source: 'breaking', message: 'two' })])).toHaveLength(2);
});

test('the same words at several lines of a file are one finding', () => {
  const lines = [3, 5, 8].map((line) => finding({ line }));
  expect(fold([...lines, finding({ line: 4, message: 'other' })])).toStrictEqual([
    finding({ line: 3, details: ['the same in lines 5, 8'] }),
    finding({ line: 4, message: 'other' }),
  ]);
});
