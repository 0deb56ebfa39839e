import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRefreshToken, hashRefreshToken } from './refresh-token.ts';

test('a refresh token has 256 random bits and is found by its SHA-256', () => {
  const { token, hash } = createRefreshToken(randomBytes);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hash).toBe(createHash('sha256').update(token).digest('base64url'));
  expect(hashRefreshToken(token)).toBe(hash);
  expect(createRefreshToken(randomBytes).token).not.toBe(token);
});
