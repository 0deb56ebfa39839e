import type { Breach } from '../core/failures.ts';

/** The part of a JSON schema that the wording of errors needs, free of `$ref`. */
export interface BodySchema {
  properties?: Readonly<Record<string, BodySchema>>;
  required?: readonly string[];
  oneOf?: readonly BodySchema[];
  anyOf?: readonly BodySchema[];
  items?: BodySchema;
  type?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
}

/** An error as express-openapi-validator reports it; `path` is `/body`, or `/body/` and a JSON pointer. */
export interface ValidationError {
  path: string;
  errorCode?: string;
}

/**
 * What a body did wrong, each breach once, in the order of the schema's properties; properties that the schema does not know come last.
 * A property within a property is named by its path with dots.
 */
export function toBreaches(errors: readonly ValidationError[], schema: BodySchema, body: object): Breach[] {
  const breaches = errors.flatMap((error) => toBreach(error, schema, body));
  const order = Object.keys(schema.properties ?? {});
  const rank = ({ field }: Breach) => {
    const index = order.indexOf(field.split('.', 1)[0] ?? '');
    return index < 0 ? order.length : index;
  };
  return breaches.toSorted((a, b) => rank(a) - rank(b));
}

function toBreach({ path, errorCode = '' }: ValidationError, root: BodySchema, body: object): Breach[] {
  const keyword = errorCode.split('.', 1)[0] ?? '';
  const names = path.split('/').slice(2);
  const field = names.join('.');
  if (keyword === 'oneOf' || keyword === 'anyOf') return toAlternatives(root[keyword] ?? [], field, body);
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return [{ rule: 'unknown', field: path.slice('/body/'.length) }];
  if (keyword === 'required') {
    // A branch of oneOf or anyOf that misses its property is told by the alternatives.
    const parent = schemaAt(root, names.slice(0, -1));
    return parent?.required?.includes(names.at(-1) ?? '') ? [{ rule: 'missing', field }] : [];
  }
  return [toValueBreach(keyword, field, schemaAt(root, names) ?? {}, valueAt(body, names))];
}

function toValueBreach(keyword: string, field: string, schema: BodySchema, value: unknown): Breach {
  switch (keyword) {
    case 'type':
      return { rule: 'type', field, type: schema.type ?? '' };
    case 'format':
      return { rule: 'format', field, format: schema.format ?? '' };
    case 'minLength':
      return { rule: 'too-short', field, limit: schema.minLength ?? 0, empty: value === '' };
    case 'maxLength':
      return { rule: 'too-long', field, limit: schema.maxLength ?? 0 };
    default:
      return { rule: 'other', field, keyword };
  }
}

/** Alternatives that only say which properties must be there: none of them is present, or more than one that exclude each other. */
function toAlternatives(branches: readonly BodySchema[], field: string, body: object): Breach[] {
  const alternatives = branches.flatMap((branch) => branch.required ?? []);
  const [first] = alternatives;
  if (first === undefined) return [{ rule: 'other', field, keyword: 'oneOf' }];
  const present = alternatives.filter((name) => Object.hasOwn(body, name));
  if (present.length === 0) return [{ rule: 'missing-alternative', field: first, alternatives }];
  return present.map((name) => ({ rule: 'conflict', field: name, with: present.find((other) => other !== name) ?? name }));
}

function schemaAt(schema: BodySchema | undefined, [name, ...rest]: readonly string[]): BodySchema | undefined {
  if (name === undefined || schema === undefined) return schema;
  return schemaAt(schema.items ?? (Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined), rest);
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value;
  return valueAt(Object.getOwnPropertyDescriptor(value, name)?.value, rest);
}
