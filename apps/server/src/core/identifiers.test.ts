import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldsOf, toCanonicalIdentifiers, toCanonicalPhone, toCanonicalText } from './identifiers.ts';

describe('toCanonicalText', () => {
  test('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = toCanonicalText(text);
        if (once !== undefined) expect(toCanonicalText(once)).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  test('is idempotent where lower case unsettles the order of combining marks', () => {
    expect(toCanonicalText('\u0130\u0316')).toBe('i\u0316\u0307');
    expect(toCanonicalText('i\u0316\u0307')).toBe('i\u0316\u0307');
  });

  test('is idempotent for every single character', () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => point);
    const changed = points.filter((point) => {
      const once = toCanonicalText(String.fromCodePoint(point));
      return once !== undefined && toCanonicalText(once) !== once;
    });
    expect(changed).toEqual([]);
  });

  test.each([
    ['John.Doe@EXAMPLE.com', 'john.doe@example.com'],
    ['ＡDMIN', 'admin'],
    ['ᴮᴵᴳᴮᴵᴿᴰ', 'bigbird'],
    ['ſteve', 'steve'],
    ['\u212a', 'k'],
    ['ﬁ', 'fi'],
    ['ẞ', 'ß'],
    ['a＠b．com', 'a@b.com'],
    ['e\u0301', 'é'],
  ])('%j is %j', (text, canonical) => {
    expect(toCanonicalText(text)).toBe(canonical);
  });

  test.each([
    ['ıan', 'ian'],
    ['İan', 'ian'],
    ['ß', 'ss'],
    ['аdmin', 'admin'],
    ['admin\u200b', 'admin'],
    [' admin', 'admin'],
  ])('%j stays apart from %j', (text, other) => {
    expect(toCanonicalText(text)).not.toBe(toCanonicalText(other));
  });

  test.each([[''], ['a\u0000b'], ['\ud800'], ['a\udc00b'], ['a\r\nb'], ['\u0085']])('%j belongs to no one', (text) => {
    expect(toCanonicalText(text)).toBeUndefined();
  });
});

describe('toCanonicalPhone', () => {
  test.each(['+525512345678', '+52 55 1234 5678', '+52 (55) 1234-5678', '+٥٢٥٥١٢٣٤٥٦٧٨', '\uff0b52 55 1234 5678'])('%j', (text) => {
    expect(toCanonicalPhone(text)).toBe('+525512345678');
  });

  test('reads national numbers in a region only', () => {
    expect(toCanonicalPhone('55 1234 5678', 'MX')).toBe('+525512345678');
    expect(toCanonicalPhone('0151 23456789', 'DE')).toBe('+4915123456789');
    expect(toCanonicalPhone('55 1234 5678')).toBeUndefined();
  });

  test.each([
    '',
    'call me',
    'call +525512345678 now',
    '+525512345678 ext. 9',
    '+52',
    '+99999999999999999999',
    '\u0000',
    '\ud800',
    '+5255\u000012345678',
  ])('%j is no number', (text) => {
    expect(toCanonicalPhone(text)).toBeUndefined();
  });
});

describe('toCanonicalIdentifiers', () => {
  test('keeps what was sent, each in its own form', () => {
    expect(toCanonicalIdentifiers({ email: 'A@B.com', username: 'C', phone: '+52 55 1234 5678' })).toEqual({
      email: 'a@b.com',
      username: 'c',
      phone: '+525512345678',
    });
    expect(toCanonicalIdentifiers({ username: 'C', email: undefined })).toEqual({ username: 'c' });
  });

  test('one identifier that belongs to no one makes them all unknown', () => {
    expect(toCanonicalIdentifiers({ email: 'a@b.com', username: 'a\u0000' })).toBeUndefined();
    expect(toCanonicalIdentifiers({ email: 'a@b.com', phone: 'x' })).toBeUndefined();
  });

  test('none is none', () => {
    expect(toCanonicalIdentifiers({})).toBeUndefined();
  });
});

test('fieldsOf names what was sent', () => {
  expect(fieldsOf({ phone: '', email: 'x', username: undefined })).toEqual(['email', 'phone']);
});
