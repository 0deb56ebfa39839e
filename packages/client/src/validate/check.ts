import type { Schema } from '@countersign/contracts/schemas';

/** Where a value breaks its schema, and which keyword of it: never the value. */
export interface Fault {
  /** A JSON pointer (RFC 6901); `''` is the whole. A key that the contract does not name is `*`, because it is data too. */
  pointer: string;
  keyword: string;
}

type Keywords = Required<Extract<Schema, object>>;
type Fields = { readonly [key: string]: unknown };
/** True if its own keyword is broken; else what is broken within, if anything. */
type Test = (value: unknown) => Fault | boolean | undefined;
type Tests = { readonly [K in keyof Keywords]: (rule: Keywords[K], schema: Partial<Keywords>) => Test };

/** The first breach in the order of the schema, or undefined. */
export function faultOf(schema: Schema | undefined, value: unknown): Fault | undefined {
  return schema === undefined ? undefined : toTest(schema)(value);
}

/** Schemas are read once: closures are several times as fast as looking up each keyword. */
const known = new WeakMap<object, (value: unknown) => Fault | undefined>();

function toTest(schema: Schema): (value: unknown) => Fault | undefined {
  if (typeof schema === 'boolean') return () => (schema ? undefined : { pointer: '', keyword: 'false' });
  const found = known.get(schema);
  if (found) return found;
  // Each rule is of its own type; that it belongs to its keyword is said by `Tests`.
  const toPart = tests as unknown as { [keyword: string]: (rule: unknown, schema: object) => Test };
  const keywords = Object.keys(schema);
  const parts = Object.entries(schema).map(([keyword, rule]) => toPart[keyword]?.(rule, schema));
  const test = (value: unknown) => {
    for (let index = 0; index < parts.length; index++) {
      const fault = parts[index]?.(value);
      if (fault) return fault === true ? { pointer: '', keyword: keywords[index] ?? '' } : fault;
    }
    return undefined;
  };
  known.set(schema, test);
  return test;
}

const tests: Tests = {
  // Late, because it contains itself.
  $ref: (schema) => (value) => faultOf(schema, value),
  type: (types) => {
    const isOf = [types].flat().map((type) => kinds[type] ?? ((value: unknown) => typeof value === type));
    const [first] = isOf;
    return isOf.length === 1 && first ? (value) => !first(value) : (value) => !isOf.some((is) => is(value));
  },
  const: (only) => (value) => value !== only,
  enum: (values) => (value) => !values.includes(value),
  required: (names) => (value) => isObject(value) && names.some((name) => !Object.hasOwn(value, name)),
  properties: inProperties,
  additionalProperties: inRest,
  propertyNames: (schema) => (value) => isObject(value) && Object.keys(value).some((key) => faultOf(schema, key)),
  items: inItems,
  pattern: (pattern) => (value) => typeof value === 'string' && !pattern.test(value),
  allOf: (schemas) => (value) => schemas.map((schema) => faultOf(schema, value)).find(Boolean),
  anyOf: (schemas) => (value) => schemas.every((schema) => faultOf(schema, value)),
  oneOf: (schemas) => (value) => schemas.filter((schema) => !faultOf(schema, value)).length !== 1,
  not: (schema) => (value) => !faultOf(schema, value),
  minimum: (limit) => (value) => typeof value === 'number' && value < limit,
  maximum: (limit) => (value) => typeof value === 'number' && value > limit,
  exclusiveMinimum: (limit) => (value) => typeof value === 'number' && value <= limit,
  exclusiveMaximum: (limit) => (value) => typeof value === 'number' && value >= limit,
  // Characters, of which one can be two units of a JavaScript string.
  minLength: (limit) => (value) => typeof value === 'string' && value.length < 2 * limit && [...value].length < limit,
  maxLength: (limit) => (value) => typeof value === 'string' && value.length > limit && [...value].length > limit,
  minItems: (limit) => (value) => Array.isArray(value) && value.length < limit,
  maxItems: (limit) => (value) => Array.isArray(value) && value.length > limit,
  uniqueItems: (isUnique) => (value) =>
    isUnique && Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length,
  multipleOf: (unit) => (value) => typeof value === 'number' && !Number.isInteger(value / unit),
  minProperties: (limit) => (value) => isObject(value) && Object.keys(value).length < limit,
  maxProperties: (limit) => (value) => isObject(value) && Object.keys(value).length > limit,
};

function inProperties(schemas: Keywords['properties']): Test {
  const keys = Object.keys(schemas);
  const inner = Object.values(schemas).map(toTest);
  return (value) => {
    if (!isObject(value)) return false;
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] ?? '';
      const fault = Object.hasOwn(value, key) && inner[index]?.(value[key]);
      if (fault) return below(key.replaceAll('~', '~0').replaceAll('/', '~1'), fault);
    }
    return false;
  };
}

function inRest(rest: Schema, { properties = {} }: Partial<Keywords>): Test {
  const names = new Set(Object.keys(properties));
  const test = rest === false ? () => true : toTest(rest);
  return (value) => {
    if (!isObject(value)) return false;
    for (const key in value) {
      const fault = !names.has(key) && test(value[key]);
      if (fault) return fault === true || below('*', fault);
    }
    return false;
  };
}

function inItems(schema: Schema): Test {
  const test = toTest(schema);
  return (value) => {
    for (let index = 0; Array.isArray(value) && index < value.length; index++) {
      const fault = test(value[index]);
      if (fault) return below(index, fault);
    }
    return false;
  };
}

function below(key: string | number, { pointer, keyword }: Fault): Fault {
  return { pointer: `/${key}${pointer}`, keyword };
}

const kinds: { readonly [type: string]: (value: unknown) => boolean } = {
  object: isObject,
  array: Array.isArray,
  integer: Number.isInteger,
  null: (value) => value === null,
};

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
