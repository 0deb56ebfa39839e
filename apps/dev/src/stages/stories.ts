import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadFlows, SpecError, type Comparer, type Spec } from '@countersign/contract-kit';
import type { Finding } from '../finding.ts';

export interface StoriesOptions {
  /** The project's folder, absolute. */
  root: string;
  /** Where the stories are, as a glob relative to `root`. */
  stories: string;
  /** A contract as it was last compared. */
  specOf: Comparer['spec'];
}

/** One story as it was last looked at. */
interface Look {
  text: string;
  specs: readonly Spec[];
  findings: readonly Finding[];
}

/** Where a story no longer fits the contracts, such as by an operation that has another name now: the contract tests could not tell it. */
export function createStories({ root, stories, specOf }: StoriesOptions): () => Promise<readonly Finding[]> {
  let looks = new Map<string, Look>();
  return async () => {
    const files = globSync(stories, { cwd: root }).map((path) => join(root, path));
    looks = new Map(await Promise.all(files.map(async (file) => [file, await look(file, specOf, looks.get(file))] as const)));
    return [...looks.values()].flatMap(({ findings }) => findings);
  };
}

async function look(file: string, specOf: Comparer['spec'], last: Look | undefined): Promise<Look> {
  const text = readText(file);
  // The others are not read for it: one of them may have a thousand operations.
  const specs = sourcesIn(text).flatMap((url) => specOf(resolve(dirname(file), url)) ?? []);
  if (last?.text === text && specs.length === last.specs.length && specs.every((spec) => last.specs.includes(spec))) return last;
  try {
    await loadFlows(file, { specs, text });
    return { text, specs, findings: [] };
  } catch (error) {
    if (error instanceof SpecError && error.at?.file === file) return { text, specs, findings: toFindings(error, text, specs) };
    // What is wrong with a contract is told by others.
    if (error instanceof SpecError || error instanceof RangeError) return { text, specs, findings: [] };
    throw error;
  }
}

/** Empty if it went while it was looked for. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sourcesIn(text: string): string[] {
  return [...text.matchAll(/\burl['"]?\s*:\s*['"]?([^\s'",}]+)/g)].map(([, url = '']) => url);
}

/** At the place that the error names, and wherever else an operation is called so. */
function toFindings(error: SpecError, text: string, specs: readonly Spec[]): Finding[] {
  const { reason: message } = error;
  const { file = '', line = 1, column: col = 1 } = error.at ?? {};
  const [, name] = /^there is no operation (?!\/)(\S+)$/.exec(message) ?? [];
  const mending =
    name === undefined
      ? 'the contract tests tell this story: make it fit the contract'
      : `name one that there is: ${specs.flatMap(({ operations }) => operations.map(({ id }) => id)).join(', ')}`;
  const others = name === undefined ? [] : placesOf(name, text).filter((place) => place.line !== line);
  return [{ line, col }, ...others].map((place) => ({
    source: 'contract',
    severity: 'error',
    file,
    ...place,
    rule: 'story',
    message,
    details: [mending],
  }));
}

function placesOf(operation: string, text: string): { line: number; col: number }[] {
  return text.split('\n').flatMap((content, index) => {
    const [, before = '', id] = /^(.*\boperationId['"]?\s*:\s*['"]?)([^\s'",}]+)/.exec(content) ?? [];
    return id === operation ? [{ line: index + 1, col: before.length + 1 }] : [];
  });
}
