import { expect, test } from 'vitest';
import { isProof } from './proof.ts';

test.each([
  'every text is a string',
  'implied by enum or const',
  'another branch accepts it',
  'as a text it can be read as a valid value',
  'no text is shorter than 0 characters',
  'no object has fewer than 0 properties',
  'no valid value has it',
  'nothing checks the format color',
  'a text cannot say it',
  'every such value breaks `maxLength` as well',
])('%s: no request could', (reason) => expect(isProof(reason)).toBe(true));

test.each([
  'no value was found',
  'the request would be larger than 1 MiB',
  'no text of 70 characters keeps the other rules',
  '300 items are more than a request should have',
  'the schema cannot be read: it is unreadable',
])('%s: somebody else might', (reason) => expect(isProof(reason)).toBe(false));
