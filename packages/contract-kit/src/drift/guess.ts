import { quote } from '../coverage/quote.ts';
import type { Spec } from '../spec/spec.ts';

/** What most likely stands before the paths of the contracts in this traffic; undefined where nothing ends like one of them. */
export function guessServerPath(specs: readonly Spec[], paths: Iterable<string>): string | undefined {
  const patterns = specs
    .flatMap(({ operations }) => operations.map(({ template }) => template))
    .map(
      (template) =>
        new RegExp(
          `^(.*)${template
            .split(/\{[^}]+\}/)
            .map(quote)
            .join('[^/]+')}$`,
          'u',
        ),
    );
  const found = new Map<string, number>();
  for (const path of paths)
    for (const pattern of patterns) {
      const [, before] = pattern.exec(path) ?? [];
      if (before !== undefined) found.set(before, (found.get(before) ?? 0) + 1);
    }
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}
