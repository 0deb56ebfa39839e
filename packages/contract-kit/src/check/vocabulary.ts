import type { Operation, Schema, Schemas, Spec } from '../spec/spec.ts';

const known = new WeakMap<Spec, string>();

/**
 * Every word that a contract uses itself, in lower case, each on a line: names of operations, parameters, headers and properties, listed values, and
 * what its errors say. A report says them too, so that a secret that looks like a part of one cannot be hidden in it.
 */
export function vocabularyOf(spec: Spec): string {
  const words = known.get(spec) ?? [...collect(spec)].join('\n').toLowerCase();
  known.set(spec, words);
  return words;
}

function collect({ operations, schemas }: Spec): Set<string> {
  const words = new Set<string>();
  const walk = createWalk(schemas, words);
  for (const operation of operations) {
    words.add(operation.id);
    for (const schema of schemasOf(operation, words)) walk(schema);
    for (const { status, content } of operation.responses)
      if (status >= '4') for (const { examples } of content) for (const { value } of examples) addTexts(value, words);
  }
  return words;
}

function* schemasOf({ parameters, body, responses }: Operation, words: Set<string>): Generator<Schema> {
  for (const { name, schema } of [...parameters, ...responses.flatMap(({ headers }) => headers)]) {
    words.add(name);
    yield schema;
  }
  for (const { schema } of [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)])
    if (schema !== undefined) yield schema;
}

/** Of a schema, whatever its keywords: names of properties and listed values. */
function createWalk(schemas: Schemas, words: Set<string>): (part: unknown) => void {
  const seen = new Set<object>();
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    for (const [keyword, inner] of Object.entries(part)) {
      if (keyword === '$ref' && typeof inner === 'string') walk(schemas.named(inner));
      else if (['enum', 'const', 'required'].includes(keyword)) addTexts(inner, words);
      else if (!keyword.startsWith('x-')) walk(inner);
      if (/^(properties|dependentSchemas)$/.test(keyword)) for (const name of Object.keys(inner as object)) words.add(name);
    }
  };
  return walk;
}

function addTexts(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') words.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) {
      if (!Array.isArray(value)) words.add(name);
      addTexts(part, words);
    }
}
