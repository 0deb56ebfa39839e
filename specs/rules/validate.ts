import type { ErrorObject } from 'ajv/dist/2020.js';
import { createJudges } from './judge.ts';
import type { Place, Reporter, Resolver } from './node.ts';

/** One way in which a value breaks its schema; `path` leads to it inside the value. */
export type Breach = { path: string[]; message: string };

/** Tells how a value breaks a schema. `undefined` if the schema itself is broken, which is reported. */
export type Validate = (ctx: Resolver & Reporter, schema: Place, value: unknown) => Breach[] | undefined;

/** Creates the judge of examples for one document. What is wrong with a schema is reported once. */
export function createValidate(): Validate {
  const judges = createJudges();
  const broken = new Set<string>();
  const reportOnce = (ctx: Reporter, { location }: Place, reason: string) => {
    if (broken.has(location.absolutePointer)) return;
    broken.add(location.absolutePointer);
    ctx.report({ message: `No example can be judged by this schema: ${reason}. Mend the schema.`, location });
  };
  return (ctx, schema, value) => {
    const verdict = judges(ctx, schema, value);
    if ('broken' in verdict) reportOnce(ctx, verdict.broken, verdict.reason);
    return 'broken' in verdict ? undefined : verdict.errors.map(toBreach);
  };
}

function toBreach(error: ErrorObject): Breach {
  const params: Record<string, unknown> = error.params;
  const superfluous = params.additionalProperty ?? params.unevaluatedProperty;
  const extra = superfluous ?? params.allowedValues ?? params.allowedValue;
  const subject = error.instancePath === '' ? 'it' : error.instancePath;
  const path = error.instancePath.split('/').slice(1);
  return {
    // Of a property too many it is the property that has to go.
    path: [
      ...path.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~')),
      ...(typeof superfluous === 'string' ? [superfluous] : []),
    ],
    message: `${subject} ${error.message ?? error.keyword}${extra === undefined ? '' : ` (${JSON.stringify(extra)})`}`,
  };
}
