import { createMask, type Mask } from '../mask.ts';

/** Shorter ones are no secrets, or would blot out half of a report. */
const shortest = 4;

export interface Sieve {
  add(secrets: readonly string[]): void;
  /** Hides in a text whatever was added, as `createMask` does. */
  mask: Mask;
}

/**
 * A mask for very many secrets, most of which stand in no text that is shown: those that may are found by how they begin. `words` are those of the
 * contracts.
 */
export function createSieve(words: string): Sieve {
  const byStart = new Map<string, Set<string>>();
  return {
    add(secrets) {
      for (const secret of secrets)
        for (const form of formsOf(secret)) {
          const start = form.slice(0, shortest);
          byStart.set(start, (byStart.get(start) ?? new Set()).add(secret));
        }
    },
    mask(text) {
      const starts = new Set(Array.from({ length: text.length }, (_, index) => text.slice(index, index + shortest)));
      const near = [...starts].flatMap((start) => [...(byStart.get(start) ?? [])]);
      const found = near.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
      return createMask(found, words)(text);
    },
  };
}

/** As it stands, in a URL and in JSON. */
function formsOf(secret: string): string[] {
  if (secret.length < shortest) return [];
  return [...new Set([secret, secret.isWellFormed() ? encodeURIComponent(secret) : secret, JSON.stringify(secret).slice(1, -1)])];
}
