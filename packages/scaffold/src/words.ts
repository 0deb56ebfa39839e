/** `listLoginAttempts` → `list`, `login`, `attempts`. */
export function wordsOf(name: string): string[] {
  return [...name.matchAll(/[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])/g)].map(([word]) => word.toLowerCase());
}

/** `billing-runs` → `BillingRuns`. */
export function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function camel(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Good enough for a guess: whoever knows better says `--path`. */
export function plural(words: readonly string[]): string[] {
  return withLast(words, (word) => {
    if (/(s|x|ch|sh)$/.test(word)) return /[^su]s$/.test(word) ? word : `${word}es`;
    return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  });
}

export function singular(words: readonly string[]): string[] {
  return withLast(words, (word) => {
    if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
    if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
  });
}

function withLast(words: readonly string[], change: (word: string) => string): string[] {
  return words.map((word, index) => (index === words.length - 1 ? change(word) : word));
}
