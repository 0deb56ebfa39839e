import { escapeMarkup } from '../markup.ts';

/** HTML that is safe to write out. Only `markup` makes it. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | undefined | readonly Part[];

/**
 * A template whose texts are escaped wherever they stand; attributes must be quoted. Line breaks of the template itself are left out together with
 * the indentation, so that the page is small and nothing moves what is in a `pre`.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = strings.map((string) => string.replaceAll(/\n\s*/g, ''));
  return { html: texts.reduce((whole, text, index) => whole + toHtml(parts[index - 1]) + text) };
}

/** What this package wrote itself: a style, a script. */
export function trusted(text: string): Markup {
  return { html: text };
}

function toHtml(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeMarkup(String(part));
  return 'html' in part ? part.html : part.map(toHtml).join('');
}
