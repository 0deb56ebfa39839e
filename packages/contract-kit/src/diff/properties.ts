import type { Location } from '../spec/location.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema, Schemas } from '../spec/spec.ts';

/** The properties that a schema names, at any depth and in any branch: pointer, with `*` for any item or name, → where it is written. */
export type Properties = ReadonlyMap<string, Location>;

/** No contract documents so many; schemas that refer to each other criss-cross would not end in time. */
const enough = 5000;

/** `hidden` is the mark of what does not travel in this direction: `readOnly` in a request, `writeOnly` in a response. */
export function propertiesOf(schemas: Schemas, schema: Schema, hidden: 'readOnly' | 'writeOnly'): Properties {
  const found = new Map<string, Location>();
  const visit = (part: unknown, pointer: string, above: readonly unknown[]): void => {
    if (typeof part !== 'object' || part === null || above.includes(part) || found.size > enough) return;
    const owner = part as Exclude<Schema, boolean>;
    const path = [...above, part];
    const ref = owner['$ref'];
    if (typeof ref === 'string') visit(schemas.named(ref), pointer, path);
    for (const [name, property] of Object.entries(owner['properties'] ?? {})) {
      if (property === false || isMarked(schemas, property as Schema, hidden)) continue;
      found.set(child(pointer, name), schemas.locate(owner, 'properties', name));
      visit(property, child(pointer, name), path);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf', 'prefixItems'])
      for (const branch of (owner[keyword] as unknown[] | undefined) ?? [])
        visit(branch, keyword === 'prefixItems' ? `${pointer}/*` : pointer, path);
    for (const keyword of ['if', 'then', 'else']) visit(owner[keyword], pointer, path);
    for (const keyword of ['items', 'additionalProperties']) visit(owner[keyword], `${pointer}/*`, path);
  };
  visit(schema, '', []);
  return found;
}

function isMarked(schemas: Schemas, schema: Schema, mark: string): boolean {
  if (typeof schema === 'boolean') return false;
  return schema[mark] === true || (typeof schema['$ref'] === 'string' && isMarked(schemas, schemas.named(schema['$ref']), mark));
}

/** Whether the property at a pointer into a value is one of these. */
export function isNamed(properties: Properties, pointer: string): boolean {
  return properties.has(pointer) || properties.has(toPath(pointer));
}

/** The pointer with `*` for the items of lists. */
export function toPath(pointer: string): string {
  return child('', ...keysOf(pointer).map((key) => (/^\d+$/.test(key) ? '*' : key)));
}

/** What only the first names; of what went as a whole, the whole alone. */
export function missing(from: Properties, to: Properties): [pointer: string, at: Location][] {
  const gone = [...from].filter(([pointer]) => !to.has(pointer));
  return gone.filter(([pointer]) => !gone.some(([other]) => pointer.startsWith(`${other}/`)));
}
