import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Place, Reporter, Resolver } from './node.ts';
import { toJsonSchema } from './schema.ts';

/** One way in which a value breaks its schema; `path` leads to it inside the value. */
export type Breach = { path: string[]; message: string };

/** Tells how a value breaks a schema. `undefined` if the schema itself is broken, which is reported. */
export type Validate = (ctx: Resolver & Reporter, schema: Place, value: unknown) => Breach[] | undefined;

/** Creates the judge of examples. Each schema is compiled once, by the place where it stands. */
export function createValidate(): Validate {
  // Unknown keywords are Redocly's `struct` to find, unknown formats `known-format`'s; a second finding would say nothing new.
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  addFormats.default(ajv, { mode: 'full' });
  const compiled = new Map<string, ValidateFunction | undefined>();
  return (ctx, schema, value) => {
    const key = schema.location.absolutePointer;
    if (!compiled.has(key)) compiled.set(key, compile(ajv, ctx, schema));
    const validate = compiled.get(key);
    if (!validate) return undefined;
    return validate(value) ? [] : (validate.errors ?? []).map(toBreach);
  };
}

function compile(ajv: Ajv2020, ctx: Resolver & Reporter, schema: Place): ValidateFunction | undefined {
  try {
    return ajv.compile(toJsonSchema(ctx, schema));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    ctx.report({ message: `No example can be judged by this schema: ${reason}. Mend the schema.`, location: schema.location });
    return undefined;
  }
}

function toBreach(error: ErrorObject): Breach {
  const params: Record<string, unknown> = error.params;
  const extra = params.additionalProperty ?? params.unevaluatedProperty ?? params.allowedValues ?? params.allowedValue;
  const subject = error.instancePath === '' ? 'it' : error.instancePath;
  const path = error.instancePath.split('/').slice(1);
  return {
    path: path.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')),
    message: `${subject} ${error.message ?? error.keyword}${extra === undefined ? '' : ` (${JSON.stringify(extra)})`}`,
  };
}
