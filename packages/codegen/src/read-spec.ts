import { type Check, createChecker } from '@countersign/lint/check';
import { locate } from '@countersign/lint/locate';
import { createPlaces } from '@countersign/lint/places';
import { createReader, type Reader } from '@countersign/lint/reader';
import { isCurrent, type Linked } from '@countersign/lint/references';
import type { Config } from '@redocly/openapi-core';
import { bundleSpec } from './bundle-spec.ts';
import { type Finding, toError } from './finding.ts';
import { dereference, isObject, type JsonObject } from './json.ts';
import { createRules } from './rules.ts';

export { createRules };

type Place = Pick<Finding, 'file' | 'line' | 'col'>;

/** `locate` says where a JSON pointer of the document's root, such as `#/x-session/begin`, stands in its file. */
export type Reading = { document: JsonObject; locate(pointer: string): Place } | { findings: readonly Finding[] };

/** Reads one OpenAPI file and bundles it with all that it refers to into one document, or tells what is wrong with it. */
export function readSpec(file: string, config: Config): Promise<Reading> {
  return createSpecs(config)(file);
}

/**
 * Creates what reads OpenAPI files again and again. As long as none of its files changed, a reading is the very same object; of a contract in one file,
 * whatever did not change is the same object within the document.
 * @param size the parts in which large files are read, in characters; for tests
 */
export function createSpecs(config: Config, size?: number): (file: string) => Promise<Reading> {
  const reader = createReader(size);
  const check = createChecker(config, reader);
  const known = new Map<string, { linked: Linked; reading: Reading }>();
  return async (file) => {
    const before = known.get(file);
    if (before && isCurrent(before.linked, reader)) return before.reading;
    const checked = check(file);
    const reading = await toReading(file, checked, reader, config);
    known.set(file, { linked: checked.linked, reading });
    return reading;
  };
}

async function toReading(file: string, { problems, linked, document }: Check, reader: Reader, config: Config): Promise<Reading> {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { findings: locate(errors, linked.files) };
  const start = { file, line: 1, col: 1 };
  const read = reader.read(file);
  if (!document || !isObject(document.parsed) || typeof document.parsed['openapi'] !== 'string' || !('parsed' in read))
    return { findings: [toError(start, 'This is not an OpenAPI 3 document.', 'openapi')] };
  const values = problems.flatMap(({ rule, at }) => (rule === 'codegen/value-reference' && 'pointer' in at ? [at.pointer] : []));
  const bundled = await bundleSpec(document, linked, config, values);
  if (bundled instanceof Error) return { findings: [toError(start, bundled.message, 'openapi')] };
  const { parsed } = read;
  const toPlace = (pointer: string) => ({ file, ...createPlaces(parsed).positionOf({ pointer, onKey: false }) });
  return { document: withPathItems(bundled), locate: toPlace };
}

/** Path items in place of their `$ref`, so that whoever walks the paths sees every operation. */
function withPathItems(document: JsonObject): JsonObject {
  const { pathItems: _, ...components } = isObject(document['components']) ? document['components'] : {};
  const inline = (items: unknown) =>
    Object.fromEntries(Object.entries(isObject(items) ? items : {}).map(([path, item]) => [path, dereference(document, item)]));
  const webhooks = 'webhooks' in document ? { webhooks: inline(document['webhooks']) } : {};
  return { ...document, paths: inline(document['paths']), ...webhooks, components };
}
