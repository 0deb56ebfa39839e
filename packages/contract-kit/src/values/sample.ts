import type { Schema } from '../spec/spec.ts';
import { build, createRun, type Built, type ValueContext } from './build.ts';

/**
 * A small valid value, or in plain words why there is none. Prefers the contract's own examples, defaults and enumerations; never holds a
 * `readOnly` property. The same schema always gives the same value. Never throws.
 */
export function sample(schema: Schema, context: ValueContext): Built {
  const problem = whyUnreadable(schema, context);
  return problem === undefined ? build(createRun(context), [schema]) : { reason: problem };
}

/** Why the oracle cannot judge by this schema, if it cannot. */
export function whyUnreadable(schema: Schema, { oracle }: ValueContext): string | undefined {
  try {
    oracle.isValid(schema, null);
    return schema === false ? 'nothing is allowed here' : undefined;
  } catch (error) {
    return `the schema cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
