import { Ajv2020, type ErrorObject, type Format, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema, SchemaObject, Schemas } from './spec/spec.ts';

/** One way in which a value breaks its schema. */
export interface Breach {
  keyword: string;
  /** The schema that holds the keyword: the same object as in `Schemas`. */
  owner: SchemaObject;
  /** JSON pointer of the part of the value that breaks it. */
  pointer: string;
  /** What Ajv says of it, e.g. `{missingProperty: 'email'}`. */
  params: Readonly<Record<string, unknown>>;
  message: string;
}

/** Judges values by JSON Schema 2020-12, formats checked to the letter. Shares nothing with the server that is being tested. */
export interface Oracle {
  /** Every breach; none for a valid value. Throws for a schema that cannot be compiled. */
  breaches(schema: Schema, value: unknown): Breach[];
  isValid(schema: Schema, value: unknown): boolean;
  /** Whether this format is checked. Others are remarks. */
  knowsFormat(format: string): boolean;
}

export function createOracle(schemas: Schemas): Oracle {
  const options = { strict: false, allErrors: true, verbose: true, validateFormats: true, validateSchema: false, logger: false } as const;
  // A schema is compiled to judge a few values: whatever makes the code better takes longer than it saves.
  const code = { regExp: Object.assign(toRegExp, { code: 'kit' }), optimize: false };
  const ajv = new Ajv2020({ ...options, inlineRefs: false, code });
  addFormats.default(ajv, { mode: 'full' });
  const dateTime = ajv.formats['date-time'];
  // RFC 3339 lets a blank stand for the `T` where people read; in a contract it is the `T` of ISO 8601.
  ajv.addFormat('date-time', { validate: (text: string) => /^\S{10}T/i.test(text) && isOfFormat(dateTime, text) });
  const compiled = new WeakMap<object, ValidateFunction>();

  const validator = (schema: SchemaObject): ValidateFunction => {
    const known = compiled.get(schema);
    if (known) return known;
    const refs = [...refsOf(schema, schemas)].filter((ref) => !ajv.schemas[ref]);
    for (const ref of refs) ajv.addSchema(schemas.named(ref), ref);
    // The last first: each compilation runs within that of the schema that refers to it, and a long chain of them would overflow the stack.
    for (const ref of refs.toReversed()) ajv.getSchema(ref);
    const validate = ajv.compile(schema);
    compiled.set(schema, validate);
    return validate;
  };
  const breaches = (schema: Schema, value: unknown): Breach[] => {
    if (schema === true) return [];
    if (schema === false) return [{ keyword: 'false schema', owner: {}, pointer: '', params: {}, message: 'nothing is allowed here' }];
    const validate = validator(schema);
    return validate(value) ? [] : (validate.errors ?? []).map(toBreach);
  };
  return {
    breaches,
    isValid: (schema, value) => (typeof schema === 'boolean' ? schema : validator(schema)(value)),
    knowsFormat: (format) => ajv.formats[format] !== undefined,
  };
}

function toBreach({ keyword, parentSchema, instancePath, params, message }: ErrorObject): Breach {
  return { keyword, owner: (parentSchema ?? {}) as SchemaObject, pointer: instancePath, params, message: message ?? keyword };
}

function isOfFormat(format: Format | undefined, text: string): boolean {
  const validate = typeof format === 'object' && 'validate' in format ? format.validate : format;
  if (validate instanceof RegExp) return validate.test(text);
  return typeof validate !== 'function' || (validate as (value: string) => unknown)(text) === true;
}

/** Every `$ref` that can be reached, the nearest first. What a constant or an example holds is data, not schema. */
function refsOf(schema: Schema, schemas: Schemas): Set<string> {
  const refs = new Set<string>();
  const values: unknown[] = [schema];
  // An array yields what was added while it is walked.
  for (const value of values) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, part] of Object.entries(value)) {
      if (key === '$ref' && typeof part === 'string' && !refs.has(part)) {
        refs.add(part);
        values.push(schemas.named(part));
      } else if (key !== 'const' && key !== 'enum' && !key.startsWith('x-')) values.push(part);
    }
  }
  return refs;
}

/** Patterns are written for many engines. What this one cannot read in Unicode mode it reads without, and what it cannot read at all allows all. */
function toRegExp(pattern: string): RegExp {
  for (const flags of ['u', ''])
    try {
      return new RegExp(pattern, flags);
    } catch {
      continue;
    }
  return /^/u;
}
