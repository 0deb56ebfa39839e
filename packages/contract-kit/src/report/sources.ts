import { readFile } from 'node:fs/promises';
import type { Report } from './report.ts';

/** A file of the contract as it is written. */
export interface Source {
  /** Absolute path. */
  file: string;
  text: string;
}

/** Every file of the contract that the report points into. One that has gone since is left out. */
export async function readSources({ spec, results, coverage }: Pick<Report, 'spec' | 'results' | 'coverage'>): Promise<Source[]> {
  const places = [
    ...results.flatMap((result) => [result.case.at, ...result.faults.map(({ at }) => at)]),
    ...Object.values(coverage.dimensions).flatMap((items) => items.map(({ at }) => at)),
  ];
  const files = [...new Set([spec.file, ...places.map(({ file }) => file)])];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => undefined)));
  return files.flatMap((file, index) => ({ file, text: texts[index] ?? [] }) as Source | []);
}
