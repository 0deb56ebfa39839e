import { get } from '../spec/graph.ts';
import type { SchemaObject } from '../spec/spec.ts';
import type { Side } from './side.ts';

/** Whether the contract itself says this keyword. The loader closes a response's object that says nothing of further properties. */
export function isWritten({ schemas }: Side, schema: SchemaObject, keyword: string): boolean {
  if (keyword !== 'unevaluatedProperties') return true;
  const origin = schemas.originOf(schema);
  return origin !== undefined && get(origin.node, keyword).value !== undefined;
}
