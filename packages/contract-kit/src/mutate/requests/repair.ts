import type { Breach, Oracle } from '../../oracle.ts';
import { keysOf, valueAt } from '../../spec/pointer.ts';
import type { Schema } from '../../spec/spec.ts';
import { isObject, replaceAt, withoutProperties, withProperty, type JsonObject } from '../../values/json.ts';

export interface Repair {
  oracle: Oracle;
  schema: Schema;
  /** Where a value is taken from that cannot be made from the wrong one. */
  goods: readonly JsonObject[];
  /** Whether a breach is one of those that this server passes over. */
  isMeant(breach: Breach, value: unknown): boolean;
}

/** The value without the breaches that are meant; the others stay. */
export function repair(value: unknown, { oracle, schema, goods, isMeant }: Repair): unknown {
  const breaches = oracle.breaches(schema, value).filter((breach) => isMeant(breach, valueAt(value, breach.pointer)));
  return breaches.reduce<unknown>((whole, breach) => fix(whole, breach, goods, oracle), value);
}

function fix(whole: unknown, { keyword, owner, pointer, params }: Breach, goods: readonly JsonObject[], oracle: Oracle): unknown {
  const value = valueAt(whole, pointer);
  const bound = Number(owner[keyword]);
  const name = String(params['missingProperty'] ?? '');
  // One that shows something there.
  const shown = goods
    .map((good) => valueAt(good, pointer))
    .find((part) => part !== undefined && (name === '' || Object.hasOwn(Object(part), name)));
  const replace = (next: unknown) => (next === undefined ? drop(whole, pointer) : replaceAt(whole, pointer, next));
  if (keyword === 'required' || keyword === 'dependentRequired') {
    const source = isObject(shown) ? shown[name] : undefined;
    return isObject(value) && source !== undefined ? replace(withProperty(value, name, source)) : whole;
  }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const surplus = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
    return isObject(value) ? replace(withoutProperties(value, [surplus])) : whole;
  }
  if (keyword === 'type') {
    // What is refused for another reason then would tell nothing.
    const coerced = coerce(value, [owner['type']].flat().map(String), shown);
    return replace(oracle.isValid(owner, coerced) ? coerced : shown);
  }
  if (typeof value === 'string' && keyword === 'maxLength') return replace([...value].slice(0, bound).join(''));
  if (typeof value === 'string' && keyword === 'minLength') return replace(value.padEnd(bound, 'x'));
  if (keyword === 'minimum' || keyword === 'maximum') return replace(bound);
  if (Array.isArray(value) && keyword === 'maxItems') return replace(value.slice(0, bound));
  return replace(pointer === '' ? (goods[0] ?? whole) : shown);
}

function coerce(value: unknown, types: readonly string[], shown: unknown): unknown {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  if (isScalar && types.includes('string')) return String(value);
  if (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !Number.isNaN(Number(value)) &&
    (types.includes('number') || types.includes('integer'))
  )
    return Number(value);
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' && types.includes('string')) return value[0];
  return shown;
}

/** Without the property that the pointer names; the whole has no name to be dropped by. */
function drop(whole: unknown, pointer: string): unknown {
  const keys = keysOf(pointer);
  const name = keys.at(-1);
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const object = valueAt(whole, parent);
  return name !== undefined && isObject(object) ? replaceAt(whole, parent, withoutProperties(object, [name])) : whole;
}
