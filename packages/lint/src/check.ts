import {
  type Config,
  detectSpec,
  type Document,
  getTypes,
  isPlainObject,
  type NormalizedProblem,
  normalizeTypes,
  type SpecVersion,
  YamlParseError,
} from '@redocly/openapi-core';
import { separate } from './memory.ts';
import { type Problem, toProblem, withKey } from './problem.ts';
import type { Reader } from './reader.ts';
import { link, type Linked } from './references.ts';
import { type Context, createRules, type Types } from './rules.ts';
import type { Frame } from './walk/frames.ts';
import { toVisitors } from './walk/visitors.ts';
import { walk } from './walk/walk.ts';

/** What was found in a document and in the files that it refers to. */
export interface Check {
  problems: Problem[];
  linked: Linked;
  /** The document; nothing if it cannot be read or is of no known kind. */
  document?: Document;
}

export type Checker = (file: string) => Check;

/**
 * Creates what applies a configuration's rules again and again. It finds what `redocly lint` finds, and remembers what it found at the nodes that are
 * still the same objects. Preprocessors are not run, URLs are not read, and a reference in a circle or a file that is no YAML is a finding.
 */
export function createChecker(config: Config, reader: Reader): Checker {
  const walks = new Map<string, Walked>();
  const types = new Map<SpecVersion, Types>();
  const typesOf = (version: SpecVersion): Types => {
    const known = types.get(version) ?? normalizeTypes(config.extendTypes(getTypes(version), version), config);
    types.set(version, known);
    return known;
  };
  return (file) => {
    const linked = link(file, reader);
    const read = linked.files.get(file);
    if (!read || 'error' in read) return { problems: [toUnreadable(file, read?.error)], linked };
    const { document } = read;
    const version = attempt(() => detectSpec(document.parsed));
    if (version instanceof Error) return { problems: [toUnknown(document, version)], linked };
    const walked = walks.get(file) ?? { targets: new Map() };
    walks.set(file, walked);
    const problems = attempt(() => walkAgain(document, linked, { config, version, types: typesOf(version) }, walked));
    // A rule that did not reckon with what stands there.
    if (problems instanceof Error) return { problems: [toFault(file, { line: 1, col: 1 }, problems.message, 'lint')], linked };
    return { problems: unique(withoutConsequences(problems, linked)), linked, document };
  };
}

function attempt<Result>(run: () => Result): Result | Error {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

interface Setting {
  config: Config;
  version: SpecVersion;
  types: Types;
}

/** What is kept of a walk for the next one over the same document. */
interface Walked {
  root?: Frame;
  targets: ReadonlyMap<string, Frame>;
}

function walkAgain(document: Document, { references }: Linked, { config, version, types }: Setting, walked: Walked): Problem[] {
  const { Root: type, SpecExtension: extension } = types;
  if (!type || !extension) return [];
  const problems: Problem[] = [];
  const { rules, ask } = separate(createRules(config, version));
  const targets = new Map<string, Frame>();
  const { source, parsed: node } = document;
  const setting = {
    visitors: toVisitors(rules, types),
    references,
    version,
    config,
    extension,
    atFirst: (frame: Frame, context: Context) => void problems.push(...ask(frame, context)),
    report: (problem: NormalizedProblem) => void problems.push(toProblem(problem, source.absoluteRef)),
    before: walked.targets,
    targets,
  };
  const root = walk(setting, { node, source }, type, walked.root);
  Object.assign(walked, { root, targets });
  return Object.keys(config.ignore).length > 0 ? problems.filter((problem) => !isIgnored(config, problem)) : problems;
}

/** As `.redocly.lint-ignore.yaml` says. */
function isIgnored({ ignore }: Config, { file, rule, at }: Problem): boolean {
  return 'pointer' in at && ignore[file]?.[rule]?.has(at.pointer) === true;
}

function toUnreadable(file: string, error: Error | undefined): Problem {
  const at = { line: 1, col: 1 };
  if (!(error instanceof YamlParseError)) return toFault(file, at, error?.message ?? '', 'file');
  return toFault(file, { line: error.line || 1, col: error.col || 1 }, error.message, 'yaml');
}

/** Of no kind, or of a version, that anybody here can read. */
function toUnknown({ source, parsed }: Document, { message }: Error): Problem {
  const key = ['openapi', 'swagger', 'arazzo'].find((name) => isPlainObject(parsed) && name in parsed);
  const at = key === undefined ? { line: 1, col: 1 } : { pointer: `#/${key}`, onKey: true };
  return toFault(source.absoluteRef, at, message, 'openapi');
}

function toFault(file: string, at: Problem['at'], message: string, rule: string): Problem {
  return withKey({ file, at, message, rule, severity: 'error', suggestions: [] });
}

/** A file that is no YAML is told of once, and not again wherever something refers to it. */
function withoutConsequences(problems: readonly Problem[], { files }: Linked): readonly Problem[] {
  const causes = Array.from(files.values()).flatMap((read) =>
    'error' in read && read.error instanceof YamlParseError ? [read.error.message] : [],
  );
  if (causes.length === 0) return problems;
  return problems.filter(
    ({ rule, message }) => rule !== 'no-unresolved-refs' || !causes.some((cause) => message === `Can't resolve $ref: ${cause}`),
  );
}

/** Two ways may lead a rule to the same place. */
function unique(problems: readonly Problem[]): Problem[] {
  const known = new Set<string>();
  return problems.filter(({ key }) => known.size < known.add(key).size);
}
