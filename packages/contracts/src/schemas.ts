import { schemas as generated } from './schemas.gen.ts';

/** A JSON Schema (2020-12) as far as answers are checked by it, with references of JavaScript in place of `$ref`. */
export type Schema = boolean | { readonly [K in keyof Keywords]?: Keywords[K] };

interface Keywords {
  /** Only where a schema contains itself. */
  $ref: Schema;
  type: string | readonly string[];
  const: unknown;
  enum: readonly unknown[];
  required: readonly string[];
  properties: { readonly [name: string]: Schema };
  additionalProperties: Schema;
  propertyNames: Schema;
  items: Schema;
  pattern: RegExp;
  allOf: readonly Schema[];
  anyOf: readonly Schema[];
  oneOf: readonly Schema[];
  not: Schema;
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
  minLength: number;
  maxLength: number;
  minItems: number;
  maxItems: number;
  uniqueItems: boolean;
  minProperties: number;
  maxProperties: number;
  multipleOf: number;
}

/** By API, operation and status: what each JSON answer has to fulfil. */
export type Schemas = { readonly [api: string]: { readonly [operation: string]: { readonly [status: number]: Schema } } };

// The cast is earned: nothing is generated but keywords that are named here.
export const schemas = generated as Schemas;
