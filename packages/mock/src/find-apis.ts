import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The APIs of a folder: each is a folder with an `openapi.yaml`. Throws if the folder cannot be read. */
export function findApis(specs: string): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(join(specs, name, 'openapi.yaml')))
    .toSorted();
}
