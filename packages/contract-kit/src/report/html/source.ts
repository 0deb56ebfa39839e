import { placeText, relativeFile, type Place } from '../place.ts';
import type { Mask } from '../../mask.ts';
import type { Source } from '../sources.ts';
import { markup, type Markup } from './markup.ts';

/** The files of the contract within the page. */
export interface SourceView {
  /** `file:line`, which leads to the line within the page, and beside it a link to the file itself. */
  link(place: Place): Markup;
  /** All files, each closed until somebody follows a link into it. */
  section(): Markup[];
}

/** A file of more lines than this is shown around the lines that the report points at only. */
const wholeLines = 5000;
const around = 5;

export function createSourceView(sources: readonly Source[], places: readonly Place[], mask: Mask): SourceView {
  const files = new Map<string, { index: number; lines: string[]; shown: Set<number> }>();
  for (const { file, text } of sources) {
    const name = mask(relativeFile(file));
    const lines = mask(text).split(/\r?\n/);
    files.set(name, {
      index: files.size,
      lines,
      shown: linesShown(
        lines.length,
        places.filter((place) => place.file === name),
      ),
    });
  }
  return {
    link(place) {
      const file = files.get(place.file);
      const outer = markup`<a href="${toHref(place)}" aria-label="Open ${placeText(place)}" title="Open the file">↗</a>`;
      if (!file?.shown.has(place.line)) return markup`<span class="mono">${placeText(place)}</span> ${outer}`;
      return markup`<a class="mono" href="#f${file.index}L${place.line}">${placeText(place)}</a> ${outer}`;
    },
    section: () => [...files].map(([name, file]) => toDetails(name, file)),
  };
}

function linesShown(count: number, places: readonly Place[]): Set<number> {
  if (count <= wholeLines) return new Set(Array.from({ length: count }, (_, index) => index + 1));
  const near = places.flatMap(({ line }) => Array.from({ length: 2 * around + 1 }, (_, index) => line - around + index));
  return new Set(near.filter((line) => line >= 1 && line <= count).toSorted((a, b) => a - b));
}

function toDetails(name: string, { index, lines, shown }: { index: number; lines: readonly string[]; shown: ReadonlySet<number> }): Markup {
  const items = [...shown].map((line) => markup`<li id="f${index}L${line}"><span aria-hidden="true">${line}</span>${lines[line - 1]}</li>`);
  const part = shown.size < lines.length ? markup` <span class="quiet">${shown.size} of ${lines.length} lines</span>` : undefined;
  return markup`<details>
    <summary class="mono">${name}${part}</summary>
    <ol class="source" tabindex="0" aria-label="${name}">
      ${items}
    </ol>
  </details>`;
}

/** Relative to the page, if that lies in the folder that the kit ran in. The `./` keeps a colon from making a scheme of the name. */
function toHref({ file, line }: Place): string {
  const path = file.split(/[\\/]/).map(encodeURIComponent).join('/');
  return `${path.startsWith('/') ? 'file://' : './'}${path}#L${line}`;
}
