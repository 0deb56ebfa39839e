import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { partsOf, wordsOf } from './parts.ts';

/**
 * Tells whether two schemas of two contracts read the same, whatever their components are called and in whichever order they are written. `false`
 * says nothing about what they allow.
 */
export function createSameness(old: Schemas, next: Schemas): (before: Schema, after: Schema) => boolean {
  const assumed = new WeakMap<object, WeakSet<object>>();
  const different = new WeakMap<object, WeakSet<object>>();

  function isSame(before: Schema, after: Schema): boolean {
    const [a, b] = [old.deref(before), next.deref(after)];
    if (typeof a === 'boolean' || typeof b === 'boolean') return a === b;
    // In a circle of references two schemas are the same unless something else differs.
    const partners = assumed.get(a) ?? new WeakSet();
    if (partners.has(b)) return true;
    const strangers = different.get(a) ?? new WeakSet();
    if (strangers.has(b)) return false;
    assumed.set(a, partners.add(b));
    if (isSameObject(a, b)) return true;
    partners.delete(b);
    different.set(a, strangers.add(b));
    return false;
  }

  function isSameObject(a: SchemaObject, b: SchemaObject): boolean {
    if (wordsOf(a) !== wordsOf(b)) return false;
    const [left, right] = [withTarget(a, old), withTarget(b, next)];
    if (left.size !== right.size) return false;
    return [...left].every(([path, part]) => {
      const other = right.get(path);
      return other !== undefined && isSame(part, other);
    });
  }

  return isSame;
}

function withTarget(schema: SchemaObject, schemas: Schemas): Map<string, Schema> {
  const parts = partsOf(schema);
  return typeof schema['$ref'] === 'string' ? parts.set('/$ref', schemas.named(schema['$ref'])) : parts;
}
