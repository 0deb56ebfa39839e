import { createConfig, getLineColLocation, lintFromString } from '@redocly/openapi-core';
import { expect } from 'vitest';
import plugin from './plugin.ts';
import type { HouseRule } from './plugin.ts';

const head = { openapi: 'openapi: 3.1.0', info: 'info: { title: Test, version: 1.0.0 }' };

/** Lints a document, `openapi` and `info` aside, with one house rule. The findings must be exactly the lines that end in `# <- reason`. */
export async function expectFindings(rule: HouseRule, body: string): Promise<void> {
  const source = [head.openapi, head.info, body].join('\n');
  const config = await createConfig({ plugins: [plugin()], rules: { [`house/${rule}`]: 'error' } });
  const problems = await lintFromString({ source, absoluteRef: '/test/openapi.yaml', config });
  const found = problems.map(({ message, location: [location] }) => ({
    line: location && getLineColLocation(location).start.line,
    message,
  }));
  expect(found.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))).toEqual(expected(source));
}

function expected(source: string): { line: number; message: unknown }[] {
  return source.split('\n').flatMap((text, index) => {
    const reason = /# <- (?<reason>.+)$/.exec(text)?.groups?.reason;
    return reason === undefined ? [] : [{ line: index + 1, message: expect.stringContaining(reason) }];
  });
}
