import { resolve } from 'node:path';
import { build } from 'vite';

/** Builds the page, so that no test looks at an old one. */
export default async function setup(): Promise<void> {
  await build({ root: resolve(import.meta.dirname, '..'), logLevel: 'error' });
}
