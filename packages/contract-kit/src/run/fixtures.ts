import type { FixtureCredential, Fixtures } from '../fixtures.ts';
import { parseDocument, readDocument, type Document } from '../spec/document.ts';
import { SpecError } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import { isObject, type JsonObject } from '../values/json.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the fixtures file. Variables that it names are looked up, so that every credential has its `value`. Throws a `SpecError` that names file, line
 * and column for whatever cannot be meant.
 */
export async function readFixtures(file: string, environment: Environment): Promise<Fixtures> {
  return toFixtures(await readDocument(file), environment);
}

/** The same for a text. */
export function parseFixtures(file: string, text: string, environment: Environment): Fixtures {
  return toFixtures(parseDocument(file, text), environment);
}

function toFixtures(document: Document, environment: Environment): Fixtures {
  const { credentials = {}, values = {} } = mappingAt(document, '', document.value ?? {}, ['credentials', 'values']);
  const entriesOf = (key: string, value: unknown) =>
    Object.entries(mappingAt(document, child('', key), value)).map(([name, part]) => [name, child('', key, name), part] as const);
  return {
    credentials: Object.fromEntries(
      entriesOf('credentials', credentials).map(([name, pointer, part]) => [name, toCredential(document, pointer, part, environment)]),
    ),
    values: Object.fromEntries(entriesOf('values', values).map(([name, pointer, part]) => [name, mappingAt(document, pointer, part)])),
  };
}

function toCredential(document: Document, pointer: string, part: unknown, environment: Environment): FixtureCredential {
  const { value, env, before } = mappingAt(document, pointer, part, ['value', 'env', 'before']);
  const fail = (message: string, ...keys: string[]) => new SpecError(message, document.locate(child(pointer, ...keys)));
  if ((value === undefined) === (env === undefined)) throw fail('a credential has either a `value` or an `env`');
  for (const [key, text] of Object.entries({ value, env }))
    if (text !== undefined && (typeof text !== 'string' || text === ''))
      throw fail(`\`${key}\` must be a text, in quotes if it is a number`, key);
  const found = typeof env === 'string' ? environment[env] : undefined;
  if (typeof env === 'string' && !found) throw fail(`the environment variable ${env} is not set`, 'env');
  if (typeof value === 'string' && value.includes('{$') && before === undefined)
    throw fail('an expression needs a `before` whose answer it speaks of', 'value');
  const credential = { value: found ?? String(value), ...(typeof env === 'string' && { env }) };
  return before === undefined ? credential : { ...credential, before: toBefore(document, child(pointer, 'before'), before) };
}

function toBefore(document: Document, pointer: string, part: unknown): { operation: string; example: string } {
  const { operation, example } = mappingAt(document, pointer, part, ['operation', 'example']);
  if (typeof operation === 'string' && typeof example === 'string') return { operation, example };
  throw new SpecError('`before` names an `operation` and an `example` of its request', document.locate(pointer));
}

function mappingAt(document: Document, pointer: string, value: unknown, keys?: readonly string[]): JsonObject & Record<string, unknown> {
  if (!isObject(value)) throw new SpecError('a mapping is expected here', document.locate(pointer));
  for (const key of Object.keys(value))
    if (keys && !keys.includes(key))
      throw new SpecError(`unknown key ${key}; known are ${keys.join(', ')}`, document.locate(child(pointer, key)));
  return value;
}
