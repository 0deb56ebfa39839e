import { lengthOf } from './json.ts';

interface Format {
  good: readonly string[];
  /** What is wrong with it → a text that nearly is one. */
  bad: Readonly<Record<string, string>>;
  /** One of that many characters. */
  ofLength?: (length: number) => string | undefined;
}

const label = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk';

const formats: Readonly<Record<string, Format>> = {
  email: {
    good: ['someone@example.com', 'first.last+tag@sub.example.org'],
    bad: {
      'without a host': 'someone@',
      'without @': 'someone.example.com',
      'with a space': 'some one@example.com',
      'without a name': '@example.com',
      'with two @': 'some@one@example.com',
      'with a name around it': 'Someone <someone@example.com>',
    },
    ofLength: emailOfLength,
  },
  date: {
    good: ['2024-02-29', '1999-12-31'],
    bad: {
      'a day that is not there': '2023-02-29',
      'month 13': '2024-13-01',
      'in another order': '31.12.2024',
      'with a time': '2024-01-01T00:00:00Z',
    },
  },
  'date-time': {
    good: ['2024-02-29T12:30:00Z', '1999-12-31T23:59:59.999+02:00'],
    bad: {
      'without a time': '2024-02-29',
      'without an offset': '2024-02-29T12:30:00',
      'hour 25': '2024-02-29T25:00:00Z',
      'a space instead of the T': '2024-02-29 12:30:00Z',
      'a number': '1709209800',
    },
  },
  time: {
    good: ['12:30:00Z', '23:59:59.5+01:00'],
    bad: { 'hour 25': '25:00:00Z', 'without an offset': '12:30:00', 'without seconds': '12:30Z' },
  },
  duration: { good: ['P1DT2H', 'PT30S'], bad: { 'without P': '1D', 'nothing after P': 'P', 'in words': '1 day' } },
  uuid: {
    good: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '00000000-0000-4000-8000-000000000000'],
    bad: {
      'without hyphens': '3f2504e04f8941d39a0c0305e82c3301',
      'a digit short': '3f2504e0-4f89-41d3-9a0c-0305e82c330',
      'not hexadecimal': '3f2504e0-4f89-41d3-9a0c-0305e82c330g',
    },
  },
  uri: {
    good: ['https://example.com/path', 'https://example.com/path?query=1#part'],
    bad: { 'without a scheme': '/path', 'with a space': 'https://example.com/a b', 'a word': 'example' },
    ofLength: (length) => stretch('https://example.com/', length),
  },
  'uri-reference': {
    good: ['/path', 'https://example.com/path', '../path?query=1'],
    bad: { 'with a space': '/a path', 'with a backslash': '\\path', 'with a broken escape': '/%zz' },
    ofLength: (length) => (length === 0 ? '' : stretch('/', length)),
  },
  url: {
    good: ['https://example.com/path'],
    bad: { 'without a scheme': 'example.com/path', 'with a space': 'https://example.com/a b' },
    ofLength: (length) => stretch('https://example.com/', length),
  },
  'uri-template': {
    good: ['/users/{id}'],
    bad: { 'an open brace': '/users/{id', 'with a space': '/a path' },
    ofLength: (length) => stretch('/', length),
  },
  ipv4: {
    good: ['192.0.2.1', '198.51.100.255'],
    bad: { '256 in it': '192.0.2.256', 'three numbers': '192.0.2', 'an IPv6 address': '2001:db8::1' },
  },
  ipv6: {
    good: ['2001:db8::1', '::1'],
    bad: { 'an IPv4 address': '192.0.2.1', 'two gaps': '2001::db8::1', 'not hexadecimal': '2001:db8::g' },
  },
  hostname: {
    good: ['example.com', 'a-b.example.org'],
    bad: {
      'with an underscore': 'a_b.example.com',
      'a hyphen first': '-a.example.com',
      'with a space': 'exam ple.com',
      'two dots': 'example..com',
    },
    ofLength: hostOfLength,
  },
  byte: {
    good: ['dGV4dA==', 'YWJjZGVm'],
    bad: { 'padding missing': 'dGV4dA', 'not in the alphabet': 'dGV4*A==' },
    ofLength: (length) => (length % 4 === 0 ? 'YWJj'.repeat(length / 4) : undefined),
  },
  'json-pointer': {
    good: ['/a/b', '/a~1b/0'],
    bad: { 'without a slash': 'a/b', 'a broken escape': '/a~2b' },
    ofLength: (length) => stretch('/', length),
  },
  'relative-json-pointer': { good: ['0/a', '1#'], bad: { 'without a number': '/a' } },
  'json-pointer-uri-fragment': { good: ['#/a/b'], bad: { 'without #': '/a/b' } },
  regex: { good: ['^a+$', '[0-9]'], bad: { 'an open bracket': '[a-z', 'an open group': '(a' }, ofLength: (length) => 'a'.repeat(length) },
  'iso-time': { good: ['12:30:00'], bad: { 'hour 25': '25:00:00' } },
  'iso-date-time': { good: ['2024-02-29T12:30:00'], bad: { 'hour 25': '2024-02-29T25:00:00' } },
};

const nothing: Format = { good: [], bad: {} };

/** Texts of a format, the plainest first; of this very length if one is given. None for a format that is not known. */
export function textsOfFormat(format: string, length?: number): string[] {
  const { good, ofLength } = known(format);
  if (length === undefined) return [...good];
  const made = ofLength?.(length);
  return [...(made === undefined ? [] : [made]), ...good].filter((text) => lengthOf(text) === length);
}

/** What is wrong with it → a text that is nearly of this format. */
export function textsNearFormat(format: string): [variant: string, text: string][] {
  return Object.entries(known(format).bad);
}

function known(format: string): Format {
  return Object.hasOwn(formats, format) ? (formats[format] ?? nothing) : nothing;
}

function stretch(start: string, length: number): string | undefined {
  const missing = length - start.length;
  return missing < 0 ? undefined : start + 'abcdefghij'.repeat(Math.ceil(missing / 10)).slice(0, missing);
}

/** RFC 5321 allows 64 characters before the @, RFC 1035 63 in a label: a server may hold to that, so these do. */
function emailOfLength(length: number): string | undefined {
  const shortest = '@example.com'.length;
  if (length <= shortest) return length > 'a@b.c'.length - 1 ? `${'a'.repeat(length - '@b.c'.length)}@b.c` : undefined;
  const local = Math.min(64, length - shortest);
  const host = hostOfLength(length - local - 1);
  return host === undefined ? undefined : `${label.repeat(2).slice(0, local)}@${host}`;
}

function hostOfLength(length: number): string | undefined {
  const end = 'example.com';
  if (length < end.length) return length < 3 ? undefined : `${'a'.repeat(length - 2)}.b`;
  let rest = length - end.length;
  if (rest === 1) return `${'a'}${end}`;
  const labels: string[] = [];
  while (rest > 0) {
    // Never leaves a single character over, which would be a dot without a label.
    const size = rest === 65 ? 40 : Math.min(64, rest);
    labels.push(`${label.slice(0, size - 1)}.`);
    rest -= size;
  }
  return labels.join('') + end;
}
