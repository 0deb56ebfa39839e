import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRefreshToken, hashRefreshToken, isRefreshToken, openSuccessor, sealSuccessor } from './refresh-token.ts';

test('a refresh token has 256 random bits and is found by its SHA-256', () => {
  const { token, hash } = createRefreshToken(randomBytes);
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(hash).toBe(createHash('sha256').update(token).digest('base64url'));
  expect(hashRefreshToken(token)).toBe(hash);
  expect(createRefreshToken(randomBytes).token).not.toBe(token);
  expect([token, '', `${token}A`, token.slice(1), `.${token.slice(1)}`].map(isRefreshToken)).toEqual([true, false, false, false, false]);
});

test('a successor opens with the token that it follows, and with no other and nothing else', () => {
  const [{ token, hash }, { token: successor }, { token: other }] = [1, 2, 3].map(() => createRefreshToken(randomBytes)) as [
    Token,
    Token,
    Token,
  ];
  const sealed = sealSuccessor(token, successor, randomBytes);
  expect(openSuccessor(token, sealed, randomBytes)).toBe(successor);
  for (const wrong of [other, hash, successor]) expect(() => openSuccessor(wrong, sealed, randomBytes)).toThrow('unable to authenticate');
});

type Token = ReturnType<typeof createRefreshToken>;
