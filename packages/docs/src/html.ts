/** Text that is HTML already. */
export interface Html {
  html: string;
}

type Part = string | number | Html | false | undefined | readonly Html[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template of HTML. What is put in is text, and escaped for elements and quoted attributes alike, unless it came out of a template itself; `false` and undefined are nothing. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: String.raw({ raw: texts }, ...parts.map(toText)) };
}

function toText(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
  return 'html' in part ? part.html : part.map((each) => each.html).join('');
}
