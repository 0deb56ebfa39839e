import { expect, test } from 'vitest';
import { readBearer } from './authenticate.ts';

test.each([
  ['Bearer a.b-c_d', 'a.b-c_d'],
  ['bearer  token==', 'token=='],
  ['BEARER token', 'token'],
])('reads %j', (header, token) => {
  expect(readBearer(header)).toBe(token);
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Nobearer token',
  'Basic token',
  'token',
  'Bearer a b',
  'Bearer a, Bearer b',
  'Bearer "a"',
  ' Bearer a',
])('finds no token in %j', (header) => {
  expect(readBearer(header)).toBeUndefined();
});
