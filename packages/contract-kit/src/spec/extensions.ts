import type { Extensions } from './spec.ts';

/** What is written as `x-…` beside something. */
export function extensionsOf(value: unknown): Extensions {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([key]) => key.startsWith('x-'))) as Extensions;
}
