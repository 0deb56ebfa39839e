import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { writeHar } from '../har/write.ts';
import { toAnnotations } from './annotations.ts';
import { toHtml } from './html/page.ts';
import { toJson } from './json.ts';
import { toJunit } from './junit.ts';
import { toMarkdown } from './markdown.ts';
import { makeReport, mask, results, secret } from './report.testing.ts';
import { toText } from './text.ts';

const report = makeReport();
const sources = [{ file: report.spec.file, text: `title: ${secret}\n` }];
const formats: Record<string, () => string> = {
  text: () => toText(report, { mask, color: true, width: 100 }),
  json: () => toJson(report, mask),
  markdown: () => toMarkdown(report, mask),
  junit: () => toJunit(report, mask),
  html: () => toHtml(report, { mask, sources }),
  annotations: () => toAnnotations(report, mask),
  har: () =>
    writeHar(
      results.flatMap(({ exchanges }) => exchanges),
      mask,
    ),
};

/** As it may stand in any of them, and a part of it that survives every escaping. */
const traces = [
  secret,
  'key-4711',
  'rd 100',
  'rd%20100',
  'rd+100',
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`john:${secret}`).toString('base64'),
];

it.each(Object.keys(formats))('%s shows no secret', (name) => {
  const text = formats[name]?.() ?? '';
  expect(text).toMatch(/(\\?\*){3}/);
  expect(traces.filter((trace) => text.includes(trace))).toEqual([]);
});
