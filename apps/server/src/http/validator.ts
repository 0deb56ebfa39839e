import express, { type RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { Document } from './document.ts';

type Options = Parameters<typeof OpenApiValidator.middleware>[0];

/**
 * Middleware that holds requests and answers against bundled documents, each by the name of its API: a request that breaks its contract is an
 * error with `errors`, an answer that does is an error instead of an answer. Resolves when the documents have been read; rejects if they cannot
 * be.
 */
export async function createValidator(documents: Readonly<Record<string, Document>>): Promise<RequestHandler[]> {
  const middleware = OpenApiValidator.middleware({
    apiSpec: merge(documents) as Options['apiSpec'],
    // The generator has judged them, and tells file and line.
    validateApiSpec: false,
    validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
    validateResponses: { allErrors: true, removeAdditional: false },
    validateSecurity: false,
    fileUploader: false,
    ajvFormats: { mode: 'full' },
  }) as unknown as RequestHandler[];
  await ready(middleware[0]);
  return middleware;
}

/**
 * All paths and components in one document, because the validator compiles the schema of OpenAPI itself for each document that it is given: 0.1 s
 * of every start. Components get the name of their API before their own. A copy, because the validator edits what it is given.
 */
function merge(documents: Readonly<Record<string, Document>>): Document {
  const paths: Record<string, object> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const [name, document] of Object.entries(documents)) {
    const text = JSON.stringify(document, withoutExamples).replaceAll(/("\$ref":"#\/components\/\w+\/)/g, `$1${name}.`);
    const own = JSON.parse(text) as Document;
    const base = own.servers?.[0]?.url.replace(/\/$/, '') ?? '';
    for (const [path, item] of Object.entries(own.paths ?? {})) paths[base + path] = item;
    for (const [kind, entries] of Object.entries(own.components ?? {})) {
      for (const [id, component] of Object.entries(entries)) (components[kind] ??= {})[`${name}.${id}`] = component;
    }
  }
  return { openapi: Object.values(documents)[0]?.openapi ?? '3.1.0', info: { title: 'All APIs', version: '1.0.0' }, paths, components };
}

/** Examples are for people and tests, and half of a document: the validator would copy and walk them several times at each start. */
function withoutExamples(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('schema' in value) || !('examples' in value)) return value;
  const { examples, ...mediaType } = value;
  // A schema may have properties of these names, too: theirs are no Example Objects.
  return Object.values(examples ?? {}).every((example) => typeof example === 'object' && 'value' in example) ? mediaType : value;
}

/** The validator reads its document in the background and would tell only the first request that it cannot. */
function ready(first: RequestHandler | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = Object.assign(Object.create(express.request), { app: express() });
  void first?.(request, Object.create(express.response), (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  return promise;
}
