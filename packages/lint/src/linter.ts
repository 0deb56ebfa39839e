import { globSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { lintConfig, loadConfig } from '@redocly/openapi-core';
import { type Check, createChecker } from './check.ts';
import type { Count, Finding } from './finding.ts';
import { locate } from './locate.ts';
import { toProblem } from './problem.ts';
import { createReader } from './reader.ts';
import { isCurrent } from './references.ts';

/** What is wrong with one contract. */
export interface Report {
  /** The contract's own file, absolute. */
  file: string;
  /** Every file that could change this report, absolute; also those that it misses. */
  files: readonly string[];
  /** By rule, everything that was found. */
  counts: ReadonlyMap<string, Count>;
  /** In the order of the files; of each rule no more than was asked for. */
  findings: readonly Finding[];
}

export interface Options {
  /** How many findings of each rule are looked for in their files: the first ones that the rule met. All by default. */
  perRule?: number;
}

export interface Linter {
  /** The contracts there are now, absolute: `specs/<api>/openapi.yaml` and `specs/flows/*.arazzo.yaml`. */
  targets(): string[];
  /**
   * Lints one contract with all that it refers to, as the files are now. If none of them changed, the report is the very same as before.
   * Never rejects for what stands in a file: broken YAML, a file that is not there and a reference in a circle are findings.
   */
  lint(file: string, options?: Options): Promise<Report>;
  /** What is wrong with the configuration itself, such as a rule that nobody has. */
  configuration: readonly Finding[];
}

export interface Settings {
  /** The folder that holds `specs/`. */
  root: string;
  /** `redocly.yaml` of the root by default. */
  config?: string;
  /** The parts in which large files are read, in characters; for tests. */
  size?: number;
}

/**
 * Creates a linter that stays warm: what does not change between two calls is not read and not judged again.
 * @throws if the configuration or a plugin that it names cannot be loaded
 */
export async function createLinter({ root, config = join(root, 'redocly.yaml'), size }: Settings): Promise<Linter> {
  const reader = createReader(size);
  const path = resolve(config);
  const settings = await loadConfig({ configPath: path });
  const check = createChecker(settings, reader);
  const wrong = (await lintConfig({ config: settings })).map((problem) => toProblem(problem, path));
  const known = new Map<string, { check: Check; reports: Map<number, Report> }>();
  const checkAgain = (file: string) => {
    const before = known.get(file);
    if (before && isCurrent(before.check.linked, reader)) return before;
    const now = { check: check(file), reports: new Map<number, Report>() };
    known.set(file, now);
    return now;
  };
  return {
    configuration: locate(wrong, new Map([[path, reader.read(path)]])),
    targets: () => ['specs/*/openapi.yaml', 'specs/flows/*.arazzo.yaml'].flatMap((glob) => findFiles(root, glob)),
    async lint(file, { perRule = Infinity } = {}) {
      const { check: found, reports } = checkAgain(resolve(file));
      const report = reports.get(perRule) ?? toReport(resolve(file), found, perRule);
      reports.set(perRule, report);
      return report;
    },
  };
}

function findFiles(root: string, glob: string): string[] {
  return globSync(glob, { cwd: root, exclude: ['**/node_modules'] })
    .map((name) => resolve(root, name))
    .toSorted();
}

function toReport(file: string, { problems, linked }: Check, perRule: number): Report {
  const byRule = Map.groupBy(problems, ({ rule }) => rule);
  const counts = new Map(Array.from(byRule, ([rule, own]) => [rule, { severity: own[0]?.severity ?? 'error', count: own.length }]));
  const shown = Array.from(byRule.values()).flatMap((own) => own.slice(0, perRule));
  const api = basename(file) === 'openapi.yaml' ? { api: basename(dirname(file)) } : {};
  const findings = locate(shown, linked.files).map((finding) => ({ ...finding, ...api }));
  return { file, files: [...linked.files.keys()], counts, findings };
}
