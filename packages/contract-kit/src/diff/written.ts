import type { SchemaObject } from '../spec/spec.ts';
import type { Side } from './side.ts';

/** Whether the contract itself says this keyword. The loader closes a response's object that says nothing of further properties. */
export function isWritten({ schemas }: Side, schema: SchemaObject, keyword: string): boolean {
  if (keyword !== 'unevaluatedProperties') return true;
  const [whole, part] = [schemas.locate(schema), schemas.locate(schema, keyword)];
  return whole.line !== part.line || whole.column !== part.column;
}
