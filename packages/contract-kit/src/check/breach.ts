import type { Breach } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import type { Schemas } from '../spec/spec.ts';

export interface Explanation {
  /** What is wrong, without the value. */
  message: string;
  expected: string;
  /** Pointer of the part that is at fault. */
  pointer: string;
  where: Location;
}

/** A breach in words, with the place of the keyword. */
export function explain({ keyword, owner, pointer, params, message }: Breach, schemas: Schemas, fallback: Location): Explanation {
  const where = locate(owner, keyword, schemas, fallback);
  const extra = params['additionalProperty'] ?? params['unevaluatedProperty'];
  if (typeof extra === 'string')
    return { message: `undocumented property ${extra}`, expected: 'nothing', pointer: child(pointer, extra), where };
  const missing = params['missingProperty'];
  if (typeof missing === 'string')
    return { message: `no property ${missing}`, expected: `${missing} (${keyword})`, pointer: child(pointer, missing), where };
  if (keyword === 'false schema') return { message: 'something where nothing is allowed', expected: 'nothing', pointer, where };
  return { message: `${message} (${keyword})`, expected: toExpected(keyword, owner[keyword], message), pointer, where };
}

function toExpected(keyword: string, value: unknown, message: string): string {
  if (keyword === 'type' || keyword === 'enum') return [value].flat().map(String).join(' or ');
  return value === undefined || typeof value === 'object' ? message : `${keyword} ${String(value)}`;
}

function locate(owner: Breach['owner'], keyword: string, schemas: Schemas, fallback: Location): Location {
  try {
    return schemas.locate(owner, keyword);
  } catch {
    // A schema `false` has no keyword, and so no place of its own.
    return fallback;
  }
}
