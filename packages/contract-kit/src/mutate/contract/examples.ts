import { bodyExamples, deviationOf, pairsOf } from '../../cases/pair.ts';
import type { Example } from '../../spec/spec.ts';
import { child } from '../../spec/pointer.ts';
import { placesOf } from '../answers/places.ts';
import { isObject } from '../../values/json.ts';
import type { Site } from '../site.ts';
import { at, type EditIdea } from './edit.ts';

/** Examples in which one value is another than the server's. */
export function* exampleEdits(site: Site): Generator<EditIdea> {
  const { operation, reached } = site;
  const pairs = pairsOf(operation);
  const run = new Set(site.results.map(({ case: test }) => test.at.pointer + test.at.file));
  for (const response of reached)
    for (const { examples, schema } of response.content) {
      const varying = placesOf(schema, site.contract.spec).flatMap(({ varies, path }) => (varies ? [path.join('/')] : []));
      const isTold = (path: readonly string[]) => !varying.some((one) => matches(one.split('/'), path));
      const shown = examples.filter((example) => run.has(example.at.pointer + example.at.file));
      // The others say the like of it: one value of each is enough.
      for (const [index, example] of shown.entries())
        yield* [...leafEdits(example, `response/${response.status}/${example.name}`, isTold)].slice(0, index === 0 ? Infinity : 1);
    }
  for (const { example } of bodyExamples(operation)) {
    const isGood = pairs.some(
      ({ request, status, given }) => request?.example === example && status.startsWith('2') && given === undefined,
    );
    const set = Object.keys(deviationOf(example).set ?? {}).map((key) => key.replace(/^\//, ''));
    // What takes its value from an earlier answer does not come from here.
    if (isGood) yield* leafEdits(example, `request/${example.name}`, (path) => !set.includes(path.join('/')));
  }
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((key, index) => key === '*' || key === path[index]);
}

function* leafEdits(example: Example, where: string, isTold: (path: readonly string[]) => boolean): Generator<EditIdea> {
  const base = example.name === 'example' ? example.at : { ...example.at, pointer: `${example.at.pointer}/value` };
  for (const path of leavesOf(example.value)) {
    if (!isTold(path)) continue;
    yield {
      name: `example/${where}/${path.join('.') || 'value'}`,
      same: path.join('.'),
      kind: 'example',
      title: `the example ${example.name} says another ${path.join('.') || 'value'}`,
      at: example.at,
      edit: at({ ...base, pointer: child(base.pointer, ...path) }, toOther),
    };
  }
}

function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
  return [path];
}

function toOther(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `x${value}` : 'x';
}
