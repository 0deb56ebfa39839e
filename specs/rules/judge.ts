import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isNode } from './node.ts';
import type { Node, Place, Resolver } from './node.ts';
import { toJsonSchema, toOwnSchema } from './schema.ts';

/** What a schema says of a value, or which schema on the way is broken. */
export type Verdict = { errors: ErrorObject[] } | { broken: Place; reason: string };

/** A schema made into a function; `ends` are the references that were built into it, with what they led to. */
type Judge = { validate: ValidateFunction; ends: End[] } | { reason: string };
type End = Reference & { node: unknown };

/** Files by their names, for what is kept must not hold on to their text. */
type Reference = { ref: string; file: string };

/**
 * What is known of schemas by the object that they are. Each is compiled by itself and finds those that it refers to when it is asked, so that a large
 * contract needs each schema once, and a linter that keeps the objects of an unchanged file needs no schema twice.
 */
const known = new WeakMap<Node, Judge>();

/** The document that is judged now, and the schemas that are asking, innermost last. */
const now = { ctx: undefined as Resolver | undefined, run: {}, asking: [] as { node: Node; path: string }[] };

/** Creates what judges values within one document. */
export function createJudges(): (ctx: Resolver, schema: Place, value: unknown) => Verdict {
  const run = {};
  return (ctx, schema, value) => {
    Object.assign(now, { ctx, run, asking: [{ node: schema.node, path: '' }] });
    try {
      const validate = validateOf(schema);
      return { errors: validate(value) ? [] : (validate.errors ?? []) };
    } catch (error) {
      if (error instanceof BrokenSchema) return { broken: error.place, reason: error.message };
      return { broken: schema, reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

class BrokenSchema extends Error {
  readonly place: Place;
  constructor(place: Place, reason: string) {
    super(reason);
    this.place = place;
  }
}

function validateOf(place: Place): ValidateFunction {
  const before = known.get(place.node);
  const judge = before && ('reason' in before || before.ends.every(isStill)) ? before : compile(place);
  known.set(place.node, judge);
  if ('reason' in judge) throw new BrokenSchema(place, judge.reason);
  return judge.validate;
}

function find({ ref, file }: Reference): Place | undefined {
  const { node, location } = now.ctx?.resolve<object>({ $ref: ref }, file) ?? {};
  return isNode(node) && location ? { node, location } : undefined;
}

function isStill(end: End): boolean {
  return find(end)?.node === end.node;
}

function compile(place: Place): Judge {
  const file = place.location.source.absoluteRef;
  const ends: End[] = [];
  try {
    const own = toOwnSchema(place.node, (ref) => ({ [keyword]: { ref, file } satisfies Reference }));
    return { validate: toFunction(own ?? toJsonSchema({ resolve: watch(ends) }, place)), ends };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Resolves, and notes down what led where. */
function watch(ends: End[]): Resolver['resolve'] {
  return (node, file = '') => {
    const found = now.ctx?.resolve(node, file) ?? { node: undefined, location: undefined };
    if (isNode(node)) ends.push({ ref: String(node.$ref), file, node: found.node });
    return found;
  };
}

/** Stands in a schema where it refers to another. */
const keyword = 'x-follow';

/** Made for one reference, which is looked up once in each document. */
function createFollower(reference: Reference): (value: unknown, at?: Parameters<ValidateFunction>[1]) => boolean {
  let target: { run: object; place?: Place | undefined; validate?: ValidateFunction } = { run: now };
  return function judge(value, at): boolean {
    if (target.run !== now.run) {
      const place = find(reference);
      target = { run: now.run, place, ...(place && { validate: validateOf(place) }) };
    }
    const { place, validate } = target;
    if (!place || !validate) return true;
    enter(place, at?.instancePath ?? '');
    const isValid = validate(value, at);
    now.asking.pop();
    Object.assign(judge, { errors: validate.errors });
    return isValid;
  };
}

/** Deeper in the value a schema may ask again; at the same place it would never end. */
function enter(place: Place, path: string): void {
  for (let index = now.asking.length - 1; now.asking[index]?.path === path; index--)
    if (now.asking[index]?.node === place.node) throw new BrokenSchema(place, 'it contains itself');
  now.asking.push({ node: place.node, path });
}

// Unknown keywords are Redocly's `struct` to find, unknown formats `known-format`'s; a second finding would say nothing new.
const options = { allErrors: true, strict: false, logger: false } as const;
const meta = new Ajv2020(options);
const compiler = { ajv: createCompiler(), count: 0 };

function createCompiler(): Ajv2020 {
  const ajv = new Ajv2020({ ...options, meta: false, validateSchema: false });
  addFormats.default(ajv, { mode: 'full' });
  return ajv.addKeyword({ keyword, schemaType: 'object', errors: 'full', compile: createFollower } satisfies FuncKeywordDefinition);
}

function toFunction(schema: Node): ValidateFunction {
  // Throws what is wrong.
  meta.validateSchema(schema, true);
  // It holds on to all that it ever compiled.
  if (++compiler.count % 500 === 0) compiler.ajv = createCompiler();
  return compiler.ajv.compile(schema);
}
