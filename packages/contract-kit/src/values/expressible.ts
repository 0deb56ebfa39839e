import type { SchemaObject } from '../spec/spec.ts';
import type { Run } from './build.ts';
import { isReadOnly, schemasOfItem, schemasOfProperty } from './conjuncts.ts';
import { isObject, replaceAt, typeOf } from './json.ts';
import type { Schema } from '../spec/spec.ts';

/** Whether it, or a part of it, leaves no trace in a text: null, '' and what holds nothing. */
export function isEmptyText(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0 || value.some(isEmptyText);
  return isObject(value) && (Object.keys(value).length === 0 || Object.values(value).some(isEmptyText));
}

/** Whether a server that reads the text of the value at `pointer` may find a valid one in it: `5` is a number and a string. */
export function readsAsValid(root: unknown, pointer: string, value: unknown, isValid: (root: unknown) => boolean): boolean {
  return readings(value).some((reading) => isValid(replaceAt(root, pointer, reading)));
}

function readings(value: unknown): unknown[] {
  if (Array.isArray(value)) return [value.map((item) => String(item)), value.map(read), value.join(',')];
  if (isObject(value)) return [];
  const text = String(value);
  return [text, read(text), [text], [read(text)], text.split(','), text.split(',').map(read)];
}

function read(value: unknown): unknown {
  const text = String(value).trim();
  if (/^(true|false|1|0)$/i.test(text)) return /^(true|1)$/i.test(text) ? (text === '1' ? 1 : true) : text === '0' ? 0 : false;
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** An example without what must not be sent. */
export function withoutReadOnly(run: Run, owners: readonly SchemaObject[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutReadOnly(run, objects(schemasOfItem(owners, index), run), item));
  if (!isObject(value) || typeOf(value) !== 'object') return value;
  const kept = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    const entries = schemasOfProperty(owners, name);
    return isReadOnly(run.context.schemas, entries) ? [] : [[name, withoutReadOnly(run, objects(entries, run), part)]];
  });
  return Object.fromEntries(kept);
}

function objects(entries: readonly Schema[], { context }: Run): SchemaObject[] {
  return entries.flatMap((entry) => {
    const found: SchemaObject[] = [];
    let schema: Schema | undefined = entry;
    for (let hops = 0; typeof schema === 'object' && hops < 16; hops++) {
      found.push(schema);
      schema = typeof schema['$ref'] === 'string' ? context.schemas.named(schema['$ref']) : undefined;
    }
    return found;
  });
}
