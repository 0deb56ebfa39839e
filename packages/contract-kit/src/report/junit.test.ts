import { expect, it } from 'vitest';
import { toJunit } from './junit.ts';
import { fail, fault, makeReport, mask } from './report.testing.ts';

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#9': '\t',
  '#10': '\n',
  '#13': '\r',
};

function unescape(text: string): string {
  expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|#\d+);)/);
  return text.replaceAll(/&([^;]+);/g, (all, name: string) => entities[name] ?? all);
}

/** As strict as the format: every character must be part of a tag that is closed, or of its text. */
function parse(xml: string): Element {
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  token.lastIndex = '<?xml version="1.0" encoding="UTF-8"?>'.length;
  expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) throw new Error(`not XML at ${at}: ${xml.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', single, text] = match;
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.text += unescape(text);
    else if (closing) expect(open.pop()?.name).toBe(name);
    else {
      // A reader of XML makes a space of a line break in an attribute, unless it is escaped.
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescape(value.replaceAll(/\s/g, ' ')),
      ]);
      const element: Element = { name, attributes: Object.fromEntries(pairs) as Record<string, string>, children: [], text: '' };
      top.children.push(element);
      if (!single) open.push(element);
    }
  }
  expect(open).toEqual([root]);
  return root.children[0] ?? root;
}

it('has a suite for each operation and a test case for each case', () => {
  const root = parse(toJunit(makeReport(), mask));
  expect([root.name, root.attributes]).toEqual([
    'testsuites',
    { name: 'Notes', tests: '5', failures: '3', errors: '0', skipped: '1', time: '0.048' },
  ]);
  expect(root.children.map(({ attributes: { name, tests, failures, skipped } }) => [name, tests, failures, skipped])).toEqual([
    ['getNote', '2', '0', '1'],
    ['addNote', '3', '3', '0'],
  ]);
  const cases = root.children.flatMap(({ children }) => children);
  expect(cases.map(({ attributes: { name }, children }) => [name, ...children.map((child) => child.name)])).toEqual([
    ['getNote/example/one'],
    ['getNote/away', 'skipped'],
    ['addNote/schema/text/maxLength/6', 'failure'],
    ['addNote/schema/text/maxLength/7', 'failure'],
    ['addNote/schema/other', 'failure'],
  ]);
  expect(cases[2]?.attributes).toMatchObject({ classname: 'addNote', file: '/contracts/notes.yaml', time: '0.012' });
  expect(cases[2]?.children[0]?.text).toContain(
    `/contracts/notes.yaml:${fault.at.line}: a broken request was accepted\nexpected: 400\nactual: 200\ncontract-kit`,
  );
});

it('says what was said, but for what XML cannot say', () => {
  const message = `a ]]> <b> & "c" 'd' \u0000\u001b\ufffe\ud800 \n e`;
  const root = parse(toJunit(makeReport({ results: [fail('n', [{ ...fault, message }])] }), mask));
  expect(root.children[0]?.children[0]?.children[0]?.attributes['message']).toBe(`a ]]> <b> & "c" 'd' \ufffd \n e`);
});
