import { glob } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';

export interface Contract {
  /** As `loadSpec` calls it. */
  api: string;
  /** Relative to the root. */
  path: string;
}

/** The contracts that are there, by the names and files that `diff` takes. */
export async function findContracts(root: string, apis: readonly string[] | undefined): Promise<Contract[]> {
  const paths: string[] = [];
  if (!apis) for await (const file of glob('specs/*/openapi.{yaml,yml,json}', { cwd: root })) paths.push(file);
  for (const api of apis ?? []) paths.push(/[./\\]/.test(api) ? relative(root, resolve(root, api)) : join('specs', api, 'openapi.yaml'));
  return paths.map((path) => ({ api: nameOf(resolve(root, path)), path }));
}

function nameOf(file: string): string {
  const name = basename(file, extname(file));
  return name === 'openapi' ? basename(dirname(file)) : name;
}
