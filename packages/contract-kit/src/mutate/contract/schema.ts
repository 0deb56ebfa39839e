import type { SchemaObject, Spec } from '../../spec/spec.ts';
import { isObject } from '../../values/json.ts';
import { at, withKey, type EditIdea } from './edit.ts';

type Variant = readonly [name: string, title: string, value: unknown];

/** Other values for the keywords of a schema in a request: each a little wider or narrower than what the server does. */
export function* requestKeywords(spec: Spec, facet: SchemaObject, where: string): Generator<EditIdea> {
  yield* ofKeywords(spec, facet, where, requestVariants);
  const required = listOf(facet['required']);
  const names = Object.keys((facet['properties'] ?? {}) as object);
  for (const name of required)
    yield keyword(spec, facet, where, 'required', [
      `without-${name}`,
      `no longer requires ${name}`,
      required.filter((other) => other !== name),
    ]);
  for (const name of names.filter((candidate) => !required.includes(candidate)))
    yield keyword(spec, facet, where, 'required', [`with-${name}`, `requires ${name}`, [...required, name]]);
  yield* withoutProperties(spec, facet, where);
  for (const composition of ['anyOf', 'oneOf'] as const) {
    const branches = facet[composition];
    if (!Array.isArray(branches)) continue;
    yield keyword(spec, facet, where, composition, ['removed', 'is gone', undefined]);
    for (const index of branches.keys())
      yield {
        ...keyword(spec, facet, where, composition, [`without-${index + 1}`, `lacks branch ${index + 1}`, undefined]),
        edit: dropBranch(spec, facet, composition, index),
      };
  }
}

/** Other values for the keywords of a schema in a response, none of which its answers keep. */
export function* responseKeywords(spec: Spec, facet: SchemaObject, where: string): Generator<EditIdea> {
  yield* ofKeywords(spec, facet, where, responseVariants);
  if (facet['properties'] === undefined) return;
  const required = listOf(facet['required']);
  yield keyword(spec, facet, where, 'required', [
    'with-contractKit',
    'requires a property that does not come',
    [...required, 'contractKit'],
  ]);
  yield* withoutProperties(spec, facet, where);
}

function* ofKeywords(spec: Spec, facet: SchemaObject, where: string, variants: typeof requestVariants): Generator<EditIdea> {
  for (const [name, toVariants] of Object.entries(variants)) {
    const value = facet[name];
    if (value !== undefined) for (const variant of toVariants(value)) yield keyword(spec, facet, where, name, variant);
  }
}

function* withoutProperties(spec: Spec, facet: SchemaObject, where: string): Generator<EditIdea> {
  const isClosed = facet['additionalProperties'] === false || facet['unevaluatedProperties'] === false;
  for (const name of isClosed ? Object.keys((facet['properties'] ?? {}) as object) : []) {
    const place = spec.schemas.locate(facet, 'properties');
    yield {
      name: `${where}/properties/without-${name}`,
      kind: 'contract',
      title: `${where}: does not know ${name}`,
      at: place,
      edit: at(place, withKey(name, undefined)),
    };
  }
}

function keyword(spec: Spec, facet: SchemaObject, where: string, name: string, [variant, title, value]: Variant): EditIdea {
  return {
    name: `${where}/${name}/${variant}`,
    kind: 'contract',
    title: `${where}: ${name} ${title}`,
    at: spec.schemas.locate(facet, name),
    edit: at(spec.schemas.locate(facet), withKey(name, value)),
  };
}

function dropBranch(spec: Spec, facet: SchemaObject, composition: string, index: number) {
  return at(spec.schemas.locate(facet, composition), (branches) => (Array.isArray(branches) ? branches.toSpliced(index, 1) : branches));
}

const never = '^contract-kit$';
const byOne = (value: unknown): Variant[] =>
  typeof value !== 'number'
    ? []
    : [['more', `is ${value + 1}`, value + 1], ...(value > 0 ? [['less', `is ${value - 1}`, value - 1] as const] : [])];

const requestVariants: Readonly<Record<string, (value: unknown) => Variant[]>> = {
  maxLength: byOne,
  minLength: byOne,
  maximum: byOne,
  minimum: byOne,
  maxItems: byOne,
  minItems: byOne,
  multipleOf: byOne,
  pattern: () => [
    ['removed', 'is gone', undefined],
    ['other', 'is another', never],
  ],
  // `password` says how to show a value, not which ones there are.
  format: (format) => (format === 'password' ? [] : [['removed', 'is gone', undefined]]),
  enum: (members) => [
    ['more', 'has another member', [...listOf(members), 'contract-kit']],
    ...listOf(members).map((member): Variant => [
      `without-${member}`,
      `lacks ${member}`,
      listOf(members).filter((other) => other !== member),
    ]),
  ],
  const: () => [['other', 'is another', 'contract-kit']],
  type: (type) => [['other', 'is another', otherType(type)]],
  additionalProperties: (value) => (value === false ? [['opened', 'is true', true]] : []),
};

const responseVariants: typeof requestVariants = {
  type: (type) => [['other', 'is another', otherType(type)]],
  enum: () => [['other', 'has other members', ['contract-kit']]],
  const: () => [['other', 'is another', 'contract-kit']],
  pattern: () => [['other', 'is another', never]],
  // That of a number says nothing of its value.
  format: (format) =>
    /^(?:u?int|float|double|password)/.test(String(format)) ? [] : [['other', 'is another', format === 'uuid' ? 'date-time' : 'uuid']],
  maxLength: () => [['least', 'is less than what comes', 0]],
  minLength: () => [['most', 'is more than what comes', 100_000]],
  maximum: () => [['least', 'is less than what comes', -1]],
  minimum: () => [['most', 'is more than what comes', 1e15]],
  maxItems: () => [['least', 'is less than what comes', 0]],
  'x-lifetime': byOne,
  minItems: () => [['most', 'is more than what comes', 10_000]],
};

function otherType(type: unknown): string {
  return type === 'integer' || type === 'number' ? 'string' : 'integer';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : isObject(value) ? Object.keys(value) : [];
}
