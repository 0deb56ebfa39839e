import { isObject, type JsonObject } from './json.ts';

/** How deep the entries of a document are that stay the same from edit to edit: `#/paths/…`, `#/components/schemas/…`. */
const depth = 3;

/**
 * Creates what writes documents as JSON, as `JSON.stringify(document, null, 2)` does. It remembers what it wrote of each entry, so that a document in which
 * most of them are the same objects as before takes little time.
 */
export function createPrint(): (document: JsonObject) => string {
  const known = Array.from({ length: depth + 1 }, () => new WeakMap<object, string>());
  const print = (value: unknown, at: number): string => {
    if (!isObject(value)) return printAll(value, at);
    const before = at === 0 ? undefined : known[at]?.get(value);
    if (before !== undefined) return before;
    const text = at < depth ? printEntries(value, at) : printAll(value, at);
    // Of the whole there is one text at a time, and whoever asked for it has it.
    if (at > 0) known[at]?.set(value, text);
    return text;
  };
  const printEntries = (value: JsonObject, at: number): string => {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const lines = entries.map(([key, inner]) => `\n${'  '.repeat(at + 1)}${JSON.stringify(key)}: ${print(inner, at + 1)}`);
    return lines.length > 0 ? `{${lines.join(',')}\n${'  '.repeat(at)}}` : '{}';
  };
  return (document) => print(document, 0);
}

function printAll(value: unknown, at: number): string {
  // A line break within a string is escaped, so all of these are between the lines.
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(at)}`);
}
