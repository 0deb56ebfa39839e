import type { Parameter, Schema } from '../spec/spec.ts';
import type { Change, Witness } from './change.ts';
import { sampleOf } from './candidates.ts';
import { judgeText } from './judge.ts';
import { holds, type Pair, type Side } from './side.ts';
import { show } from './showing.ts';
import { compareValues, type Finding } from './values.ts';
import { change } from './words.ts';

/** What became of the path, the query, the headers and the cookies. */
export function compareParameters(pair: Pair): Finding[] {
  const [old, next] = [keyed(pair.old.parameters, pair.old.template), keyed(pair.next.parameters, pair.next.template)];
  const removed = [...old].filter(([key]) => !next.has(key)).map(([, parameter]) => removedParameter(pair, parameter));
  const added = [...next].filter(([key]) => !old.has(key)).map(([, parameter]) => addedParameter(pair, parameter));
  const kept = [...old].flatMap(([key, parameter]) => {
    const twin = next.get(key);
    return twin ? compareParameter(pair, parameter, twin) : [];
  });
  return [...removed, ...added, ...kept];
}

/** Header names have no letter case; what stands in a path is known by its place. */
function keyed(parameters: readonly Parameter[], template: string): Map<string, Parameter> {
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  const keyOf = ({ in: place, name }: Parameter) => {
    if (place === 'path') return `path ${names.indexOf(name)}`;
    return place === 'header' ? `header ${name.toLowerCase()}` : `${place} ${name}`;
  };
  return new Map(parameters.map((parameter) => [keyOf(parameter), parameter]));
}

/** A server that takes its contract at its word knows no such parameter any more: it refuses it, or passes over what the client asked for. */
function removedParameter(pair: Pair, parameter: Parameter): Change {
  const where = `${parameter.in} ${parameter.name}`;
  const value = valueOf(pair.before, parameter);
  return {
    ...change('major', 'parameter-removed', `${where} is gone`, parameter.namedAt ?? parameter.at, pair.id),
    witness: witness(pair, where, value, 'parameters', pair.next.at, [[pair.before, parameter.schema]]),
  };
}

function addedParameter(pair: Pair, parameter: Parameter): Change {
  const where = `${parameter.in} ${parameter.name}`;
  if (parameter.required) return requiredParameter(pair, { ...parameter, at: parameter.namedAt ?? parameter.at }, `${where} must be sent`);
  return change('minor', 'parameter-added', `${where} may be sent`, parameter.namedAt ?? parameter.at, pair.id);
}

function requiredParameter(pair: Pair, { in: place, name, at }: Parameter, message: string): Change {
  const shown = witness(pair, `${place} ${name}`, undefined, 'required', at);
  return { ...change('major', 'parameter-became-required', message, at, pair.id), witness: shown };
}

function compareParameter(pair: Pair, old: Parameter, next: Parameter): Finding[] {
  const where = `${next.in} ${next.name}`;
  const examples = [...old.examples, ...next.examples].flatMap((example) => ('value' in example ? [example.value] : []));
  const text = old.mediaType === undefined && next.mediaType === undefined;
  return [
    ...(next.required && !old.required ? [requiredParameter(pair, next, `${where} must be sent now`)] : []),
    ...(old.required && !next.required ? [change('minor', 'parameter-became-optional', `${where} may be left out`, next.at, pair.id)] : []),
    ...compareWriting(pair, old, next),
    ...compareValues(pair, { kind: 'request', where, before: old.schema, after: next.schema, examples, text, at: next.at, was: old.at }),
  ];
}

/** How lists and objects are written; a single text looks the same in most styles. */
function compareWriting(pair: Pair, old: Parameter, next: Parameter): Change[] {
  const isAlike = old.style === next.style && old.explode === next.explode && old.mediaType === next.mediaType;
  if (isAlike && pair.differences.isSame(old.schema, next.schema)) return [];
  const where = `${next.in} ${next.name}`;
  const [was, is] = [writingOf(pair.before, old), writingOf(pair.after, next)];
  if (was === is) return [];
  const message = `${where} is written in another way: ${is}, was ${was}`;
  const value = `${where} as ${was}`;
  return [
    {
      ...change('major', 'parameter-serialization-changed', message, next.at, pair.id),
      witness: witness(pair, where, value, 'style', next.at),
    },
  ];
}

function writingOf(side: Side, { schema, style, explode, mediaType }: Parameter): string {
  if (mediaType !== undefined) return mediaType;
  const isPlain = ['form', 'simple'].includes(style);
  const target = side.schemas.deref(schema);
  const isScalar = typeof target === 'object' && !holds(side, schema, []) && !holdsMany(target['type']);
  return isPlain && isScalar ? 'text' : `${style}${explode ? ', explode' : ''}`;
}

function holdsMany(type: unknown): boolean {
  return [type].flat().some((name) => name === 'array' || name === 'object');
}

function witness(
  pair: Pair,
  where: string,
  value: unknown,
  keyword: string,
  at: Witness['refusedBy']['at'],
  described: readonly (readonly [Side, Schema])[] = [],
): Witness {
  return {
    kind: 'request',
    operation: pair.id,
    where,
    ...show({ kind: 'request', where, value, keyword, described }),
    refusedBy: { keyword, at },
  };
}

function valueOf(side: Side, { schema, examples }: Parameter): unknown {
  const values = examples.flatMap((example) => ('value' in example ? [example.value] : []));
  const judge = judgeText(side, schema);
  return [...values, ...sampleOf(side, schema)].find((value) => judge(value).length === 0);
}
