import { type Place, toText } from './contract.ts';
import { el, fill } from './dom.ts';
import { blocksOf, indentOf } from './snippet.ts';

/** The lines of the contract at a place, with their numbers. They come when they are first wanted. */
export function quote(label: string, place: Place): HTMLElement {
  const lines = el('code', {}, '…');
  void load().then(
    (files) => fill(lines, ...draw(files[place[0]] ?? [], place[1])),
    () => fill(lines, 'The contract could not be read.'),
  );
  return el(
    'figure',
    { class: 'quote' },
    el('figcaption', {}, label, ' ', el('span', { class: 'place' }, toText(place))),
    el('pre', { tabindex: 0, role: 'region', 'aria-label': `${toText(place)}` }, lines),
  );
}

let loaded: Promise<string[][]> | undefined;

/** The lines of each file, with holes. */
function load(): Promise<string[][]> {
  loaded ??= import('virtual:sources').then(({ default: files }) =>
    files.map((runs) => {
      const lines: string[] = [];
      for (const [first, text] of runs) for (const [index, line] of text.split('\n').entries()) lines[first - 1 + index] = line;
      return lines;
    }),
  );
  return loaded;
}

function draw(lines: readonly string[], line: number): HTMLElement[] {
  return blocksOf(lines, line).flatMap(([first, last]) => {
    const block = lines.slice(first - 1, last);
    const depth = Math.min(...block.filter((text) => text.trim() !== '').map(indentOf));
    return block.map((text, index) =>
      el(
        'span',
        { class: index === 0 ? 'line ruling' : 'line' },
        el('span', { class: 'number' }, String(first + index)),
        ...tint(text.slice(depth)),
        '\n',
      ),
    );
  });
}

/** Keys stand out; the rest is as it is. For YAML and JSON. */
export function tint(text: string): (HTMLElement | string)[] {
  const [, before = '', key, rest = ''] = /^(\s*(?:- )?)("?[\w$.\-']+"?|"[^"]*")(:.*)$/s.exec(text) ?? [];
  return key === undefined ? [text] : [before, el('b', {}, key), rest];
}
