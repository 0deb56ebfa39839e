import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** The file with Scalar's script for browsers, whole: it asks for no other file. Throws an Error of one line if the package is not installed. */
export function locateLibrary(): string {
  try {
    return resolve(createRequire(import.meta.url).resolve('@scalar/api-reference'), '../browser/standalone.js');
  } catch (error) {
    throw new Error('the pages need @scalar/api-reference, a development dependency: install those too (no --prod)', { cause: error });
  }
}
