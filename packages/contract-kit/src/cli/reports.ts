import { secretsOf, secretsOfAnswer } from '../check/secrets.ts';
import { vocabularyOf } from '../check/vocabulary.ts';
import { dimensions, type Coverage } from '../coverage/item.ts';
import { isAnswer } from '../exchange.ts';
import { writeHar } from '../har/write.ts';
import { createMask, type Mask } from '../mask.ts';
import { toHtml } from '../report/html/page.ts';
import { toJson } from '../report/json.ts';
import { toJunit } from '../report/junit.ts';
import { toMarkdown } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';
import { readSources } from '../report/sources.ts';
import type { Result } from '../result.ts';
import type { Spec } from '../spec/spec.ts';
import type { Arguments, ReportFormat } from './arguments.ts';
import { writeReport } from './write.ts';

/** Hides whatever was secret in any request or answer. */
export function maskOf(results: readonly Result[], spec: Spec, more: readonly string[]): Mask {
  const secrets = new Set(more);
  for (const { case: test, exchanges } of results)
    for (const { request, answer } of exchanges) {
      for (const secret of secretsOf(request, test.operation, spec)) secrets.add(secret);
      if (isAnswer(answer)) for (const secret of secretsOfAnswer(answer, test.operation, spec)) secrets.add(secret);
    }
  return createMask([...secrets], vocabularyOf(spec));
}

/** Several reports as one, for the formats that are one file. */
export function merge(reports: readonly Report[]): Report | undefined {
  const [first, ...others] = reports;
  if (!first || others.length === 0) return first;
  const joined = (pick: (report: Report) => string) => [...new Set(reports.map(pick))].join(', ');
  const coverage = {
    dimensions: Object.fromEntries(
      dimensions.map((dimension) => [dimension, reports.flatMap((report) => report.coverage.dimensions[dimension])]),
    ) as unknown as Coverage['dimensions'],
    remarks: reports.flatMap((report) => report.coverage.remarks),
  };
  return {
    ...first,
    spec: {
      name: joined(({ spec }) => spec.name),
      title: joined(({ spec }) => spec.title),
      version: joined(({ spec }) => spec.version),
      file: first.spec.file,
    },
    duration: reports.reduce((sum, { duration }) => sum + duration, 0),
    results: reports.flatMap(({ results }) => results),
    gaps: reports.flatMap(({ gaps }) => gaps),
    coverage,
  };
}

/** Writes the files that the command line asks for, making their folders. */
export async function writeReports(report: Report, mask: Mask, files: Arguments['reports']): Promise<void> {
  const formats: Record<ReportFormat, () => string | Promise<string>> = {
    junit: () => toJunit(report, mask),
    html: async () => toHtml(report, { mask, sources: await readSources(report) }),
    json: () => toJson(report, mask),
    markdown: () => toMarkdown(report, mask),
    har: () =>
      writeHar(
        report.results.flatMap(({ exchanges }) => exchanges),
        mask,
        report.kit,
      ),
  };
  for (const [format, file] of Object.entries(files) as [ReportFormat, string][]) await writeReport(format, file, formats[format]);
}
