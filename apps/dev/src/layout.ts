import { join, resolve, sep } from 'node:path';

/** Where things are in this repository. */
export const layout = {
  specs: 'specs',
  contracts: 'specs/*/openapi.yaml',
  stories: 'specs/flows/*.arazzo.yaml',
  lint: 'redocly.yaml',
  rules: 'specs/rules',
  types: 'packages/contracts/src',
  server: {
    entry: 'apps/server/src/main.ts',
    project: 'apps/server/tsconfig.json',
    sources: 'apps/server/src',
    /** What follows the contracts; its tests are looked at by `typecheck`. */
    handlers: 'apps/server/src/{app.ts,apis/**/*.ts}',
  },
} as const;

/** The repository that this file belongs to. */
export const repository = resolve(import.meta.dirname, '../../..');

/** The folders and files whose changes set a cycle off. */
export function watched(base: string): string[] {
  return [layout.specs, layout.lint, layout.server.sources].map((path) => join(base, path));
}

/** What says what is looked for in a contract. */
export function isRule(base: string): (path: string) => boolean {
  return (path) => path === join(base, layout.lint) || path.startsWith(join(base, layout.rules) + sep);
}

export function isCode(base: string): (path: string) => boolean {
  return (path) => path.startsWith(join(base, layout.server.sources) + sep);
}
