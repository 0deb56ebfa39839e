import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answer, faults } from './contract.testing.ts';

const uninvited = 'header: has the header content-encoding, which the contract does not document: nobody asked for an encoded body';
const gzip = { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };

test('a body that is packed is judged by what is in it', () => {
  expect(faults(answer(200, gzipSync('{"id":1}'), gzip))).toStrictEqual([uninvited]);
  expect(faults(answer(200, gzipSync('{"id":"1"}'), gzip))).toStrictEqual([uninvited, 'body: /id: must be integer (type)']);
});

test.each(['gzip', 'zstd'])('one that only says to be %s is named so', (coding) => {
  expect(faults(answer(200, { id: 1 }, { 'Content-Encoding': coding }))).toStrictEqual([
    uninvited,
    `body: says Content-Encoding: ${coding}, but cannot be read so`,
  ]);
});
