import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generator } from './page.ts';
import { nonceMark } from './policy.ts';
import type { SiteFile } from './site.ts';

/**
 * Writes the pages into a folder and removes what was there. Throws an Error of one line if that is not empty and holds anything but pages that were
 * written so. The folder changes at once when all is written, or not at all.
 */
export function writeSite(out: string, files: readonly SiteFile[]): void {
  const target = resolve(out);
  if (!isOurs(target))
    throw new Error(`--out ${out}: it holds other files; name a new folder, an empty one, or one that was written so before`);
  mkdirSync(dirname(target), { recursive: true });
  const made = mkdtempSync(`${target}-`);
  try {
    for (const { path, body } of files) {
      mkdirSync(dirname(join(made, path)), { recursive: true });
      // Nobody makes a nonce here.
      writeFileSync(join(made, path), typeof body === 'string' ? body.replaceAll(nonceMark, '') : body);
    }
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

function isOurs(target: string): boolean {
  if (!existsSync(target) || readdirSync(target).length === 0) return true;
  const index = join(target, 'index.html');
  return existsSync(index) && readFileSync(index, 'utf8').includes(`content="${generator}"`);
}
