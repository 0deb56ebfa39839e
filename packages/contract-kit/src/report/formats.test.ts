import { describe, expect, it } from 'vitest';
import { toAnnotations } from './annotations.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { fail, fault, makeReport, mask } from './report.testing.ts';

describe('JSON', () => {
  it('has a version, the counts and everything that failed', () => {
    const json = JSON.parse(toJson(makeReport(), mask)) as Record<string, unknown>;
    expect(json).toMatchObject({
      version: 1,
      kit: '1.0.0',
      spec: { name: 'notes', title: 'Notes', version: '1.2.3', file: '/contracts/notes.yaml' },
      seed: 42,
      startedAt: '2026-01-02T03:04:05.000Z',
      counts: { passed: 1, failed: 3, inconclusive: 1 },
      findings: [{ others: ['addNote/schema/text/maxLength/7'] }, { rule: 'body' }],
      coverage: {
        dimensions: [{ name: 'responses' }, { name: 'keywords' }, { name: 'headers' }, { name: 'examples' }, { name: 'security' }],
      },
    });
  });

  it('keeps the exchanges of what did not pass only', () => {
    const { cases } = JSON.parse(toJson(makeReport(), mask)) as { cases: { exchanges?: { request: string }[] }[] };
    expect(cases.map(({ exchanges }) => exchanges?.length)).toEqual([undefined, 1, 1, 1, 0]);
    expect(cases[1]?.exchanges?.[0]?.request).toContain('POST http://h/api/notes');
  });

  it('is the same text for the same run', () => {
    expect(toJson(makeReport(), mask)).toBe(toJson(makeReport(), mask));
  });
});

describe('Markdown', () => {
  it('has a heading, the sums and a row for each fault', () => {
    const text = toMarkdown(makeReport(), mask);
    expect(text).toMatch(/^## ❌ Notes 1\.2\.3\n\n\*\*1 passed, 3 failed, 1 inconclusive\*\* in 1\.4 s · coverage \*\*/);
    expect(text).toContain(
      `| <code>/contracts/notes.yaml:${fault.at.line}</code> | addNote | status: a broken request was accepted (and 1 more cases) |`,
    );
  });

  it('lets nothing be markup', () => {
    const nasty = { ...fault, message: '| <b>x</b> @someone [a](b) `c`\n# d', expected: '<img src=x>' };
    const text = toMarkdown(makeReport({ results: [fail('n', [nasty])] }), mask);
    expect(text).toContain(String.raw`\| &lt;b&gt;x&lt;/b&gt; &#64;someone \[a\]\(b\) \`c\`\\n\# d`);
    expect(text).not.toMatch(/<(?!\/?code>)/);
  });

  it('stays short', () => {
    const many = Array.from({ length: 500 }, (_, index) => fail(`c${index}`, [{ ...fault, message: `wrong ${index} ${'x'.repeat(900)}` }]));
    const text = toMarkdown(makeReport({ results: many }), mask);
    expect(text).toContain('and 480 more');
    expect(text.length).toBeLessThan(16_000);
  });
});

describe('annotations', () => {
  it('stand at the line of the contract', () => {
    const [first, second] = toAnnotations(makeReport(), mask).split('\n');
    expect(first).toBe(
      `::error file=/contracts/notes.yaml,line=${fault.at.line},title=addNote%3A status::a broken request was accepted (and 1 more cases)%0Aexpected: 400%0Aactual: 200%0Acontract-kit --spec /contracts/notes.yaml --base-url http://127.0.0.1:8080 --case addNote/schema/text/maxLength/6 --seed 42`,
    );
    expect(second).toMatch(/^::error file=/);
  });

  it('cannot be ended or added to by what a server says', () => {
    const nasty = { ...fault, message: '100 %\r\n::error::made up', rule: 'a,line=1::b' };
    const text = toAnnotations(makeReport({ results: [fail('n', [nasty])] }), mask);
    expect(text.split('\n')[0]).toContain('title=addNote%3A a%2Cline=1%3A%3Ab::100 %25%0D%0A::error::made up');
    expect(text.match(/^::error/gm)).toHaveLength(1);
  });
});
