import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSource } from './source.ts';

const group = fc.integer({ min: 0, max: 0xffff });

describe('toSource', () => {
  test.each([
    ['1.2.3.4', '1.2.3.4'],
    ['2001:db8:1:2ff:3:4:5:6', '2001:db8:1:200::/56'],
    ['2001:DB8:1:200::', '2001:db8:1:200::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['1::8', '1:0:0:0::/56'],
    ['::', '0:0:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['::1:2:3:4:5:6:7', '0:1:2:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['2001:db8:1:2ff::1.2.3.4', '2001:db8:1:200::/56'],
  ])('%s counts as %s', (address, source) => {
    expect(toSource(address)).toBe(source);
  });

  test.each([
    undefined,
    '',
    'unknown',
    '1.2.3',
    '01.2.3.4',
    '1.2.3.4.5',
    '256.1.1.1',
    '0x7f.1',
    '::g',
    '[::1]',
    '1.2.3.4\r\nX: 1',
    '<script>',
  ])('what is no address shares one bucket: %j', (address) => {
    expect(toSource(address)).toBe('unknown');
  });

  test('the 2^20 addresses that one customer can rotate through are one bucket', () => {
    const sources = new Set<string>();
    for (let n = 0; n < 2 ** 20; n += 7) {
      sources.add(toSource(`2001:db8:abcd:${(0x1200 | (n & 0xff)).toString(16)}::${(n >> 8).toString(16)}:1`));
    }
    expect([...sources]).toEqual(['2001:db8:abcd:1200::/56']);
  });

  test('every address of a /56 is one bucket, and the next /56 another one', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), fc.array(group, { minLength: 4, maxLength: 4 }), (groups, other) => {
        fc.pre(groups.slice(0, 5).some((value) => value > 0));
        const [a = 0, b = 0, c = 0, d = 0] = groups;
        const write = (values: number[]) => values.map((value) => value.toString(16)).join(':');
        const neighbour = [a, b, c, (d & 0xff00) | ((other[0] ?? 0) & 0xff), ...other.slice(1), 7];
        expect(toSource(write([...neighbour]))).toBe(toSource(write(groups)));
        expect(toSource(write([a, b, c, d ^ 0x100, ...groups.slice(4)]))).not.toBe(toSource(write(groups)));
      }),
      { numRuns: 5_000 },
    );
  });

  test('every spelling of an IPv4 address in IPv6 is that IPv4 address, and no two addresses share a bucket', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (address, other) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const form of [`::ffff:${address}`, `::FFFF:${address}`, `::ffff:${hex}`, `0:0:0:0:0:ffff:${hex}`, `::ffff:${address}%1`]) {
          expect(toSource(form)).toBe(address);
        }
        expect(toSource(other) === address).toBe(other === address);
      }),
      { numRuns: 5_000 },
    );
  });

  test('any text has a bucket that is short and printable', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.ipV6(), fc.ipV4()), (text) => {
        expect(toSource(text)).toMatch(/^(unknown|[0-9.]{7,15}|[0-9a-f:]{9,21}\/56)$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
