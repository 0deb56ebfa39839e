import { describe, expect, test } from 'vitest';
import { passwordDefect } from './password-policy.ts';

const owner = { username: 'JohnDoe', email: 'j.smith@example.com' };

describe('a new password may be (24)', () => {
  test.each([
    'plain words do',
    'xkdwqpzm',
    '73920184',
    '😀🙈🎩🐌🪻🧵🪁🫖',
    ' spaces around ',
    'tab\tand NUL\0',
    'x'.repeat(1024),
    '🪁'.repeat(1024),
    'a long phrase that happens to hold johndoe and j.smith',
  ])('%j', (password) => {
    expect(passwordDefect(password, owner)).toBeUndefined();
  });
});

describe('a new password may not be (24)', () => {
  test.each([
    ['', 'must have at least 8 characters'],
    ['xkdwqpz', 'must have at least 8 characters'],
    ['🪁🪁🪁🪁🪁🪁🪁', 'must have at least 8 characters'],
    ['x'.repeat(1025), 'must have at most 1024 characters'],
    ['good enough\ud800', 'is not well-formed Unicode'],
    ['password', 'is one of the most common ones'],
    ['PassWord', 'is one of the most common ones'],
    ['ｐａｓｓｗｏｒｄ', 'is one of the most common ones'],
    ['q1w2e3r4t5', 'is one of the most common ones'],
    ['password123', 'is one of the most common ones'],
    ['johndoe-2024', 'must have at least 8 characters besides the username'],
    ['JOHNDOEjohndoe', 'must have at least 8 characters besides the username'],
    ['j.smith!!!', 'must have at least 8 characters besides the email address'],
    ['j.smith@example.com', 'must have at least 8 characters besides the email address'],
    ['Countersign1', 'must have at least 8 characters besides the name of this product'],
    ['johndoe-countersign', 'must have at least 8 characters besides the name of this product'],
  ])('%j', (password, reason) => {
    expect(passwordDefect(password, owner)).toBe(reason);
  });
});

test('a username of two letters is in too many words to count', () => {
  expect(passwordDefect('a banana', { username: 'an', email: 'an@example.com' })).toBeUndefined();
  expect(passwordDefect('annannann', { username: 'ann', email: 'x@example.com' })).toContain('the username');
});

test('where the characters become fewer by folding, no word is blamed', () => {
  expect(passwordDefect('e\u0301e\u0300qvwxz', owner)).toBeUndefined();
});
