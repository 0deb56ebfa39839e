import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The secret in the file `secret.key` of that folder; made on the first call, 256 random bits, readable by its owner only. Throws an Error of
 * one line if others can read it.
 */
export function secretFrom(folder: string): string {
  const file = resolve(folder, 'secret.key');
  mkdirSync(folder, { recursive: true });
  try {
    // `wx` lets only one of several processes make it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new Error(`${file} must be readable by its owner only: chmod 600 it`);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} is damaged: it must hold at least 32 characters`);
  return secret;
}
