import type { Level } from './change.ts';

type Triple = [major: number, minor: number, patch: number];

/**
 * The least version that changes of this level allow after `from` (semantic versioning); below 1.0.0 a major change moves the minor number.
 * Empty when `from` is no semantic version.
 */
export function nextVersion(from: string, level: Level): string {
  const version = parse(from);
  if (!version) return '';
  const [major, minor, patch] = version;
  if (level === 'none') return `${major}.${minor}.${patch}`;
  if (level === 'patch') return `${major}.${minor}.${patch + 1}`;
  return level === 'minor' || major === 0 ? `${major}.${minor + 1}.0` : `${major + 1}.0.0`;
}

/** Whether `to` is at least `next`. What is no semantic version is never enough. */
export function isEnough(to: string, next: string): boolean {
  const [have, need] = [parse(to), parse(next)];
  if (!have || !need) return false;
  const index = have.findIndex((number, place) => number !== need[place]);
  return index === -1 || (have[index] ?? 0) > (need[index] ?? 0);
}

function parse(version: string): Triple | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}
