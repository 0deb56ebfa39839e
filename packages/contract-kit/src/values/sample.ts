import type { Schema } from '../spec/spec.ts';
import { build, createRun, OutOfSteps, type Built, type ValueContext } from './build.ts';

/**
 * A small valid value, or in plain words why there is none. Prefers the contract's own examples, defaults and enumerations; never holds a
 * `readOnly` property. The same schema always gives the same value. Never throws.
 */
export function sample(schema: Schema, context: ValueContext): Built {
  const problem = whyUnreadable(schema, context);
  if (problem !== undefined) return { reason: problem };
  try {
    return build(createRun(context), [schema]);
  } catch (error) {
    if (error instanceof OutOfSteps) return { reason: 'there was no time to try more' };
    throw error;
  }
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
