import express from 'express';
import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { Document } from './document.ts';

type Options = Parameters<typeof OpenApiValidator.middleware>[0];

/**
 * Middleware that holds requests and answers against a bundled document: a request that breaks it is an error with `errors`, an answer that does
 * is an error instead of an answer. Resolves when the document has been read; rejects if it is broken.
 */
export async function createValidator(document: Document): Promise<RequestHandler[]> {
  const middleware = OpenApiValidator.middleware({
    // A copy, because the validator edits the document it is given.
    apiSpec: structuredClone(document) as Options['apiSpec'],
    validateRequests: { allErrors: true, allowUnknownQueryParameters: true },
    validateResponses: { allErrors: true, removeAdditional: false },
    validateSecurity: false,
    fileUploader: false,
    ajvFormats: { mode: 'full' },
  }) as unknown as RequestHandler[];
  await ready(middleware[0]);
  return middleware;
}

/** The validator reads its document in the background and would tell only the first request that it is broken. */
function ready(first: RequestHandler | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = Object.assign(Object.create(express.request), { app: express() });
  void first?.(request, Object.create(express.response), (error?: unknown) => (error === undefined ? resolve() : reject(error)));
  return promise;
}
