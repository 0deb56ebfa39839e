import type { Digest } from '../digest.ts';
import { markup, type Markup } from './markup.ts';

/** Hidden until the script is there to answer it. */
export function filters({ cases, coverage }: Digest): Markup {
  const items = coverage.dimensions.flatMap((dimension) => dimension.items);
  const operations = [...new Set([...cases, ...items].map(({ operation }) => operation))];
  return markup`<form hidden role="search">
    <label class="wide">Text <input type="search" name="text" aria-keyshortcuts="/" placeholder="Press / to search" /></label>
    <label>Verdict <select name="verdict">
        <option value="">All</option>
        <option>failed</option>
        <option>inconclusive</option>
        <option>passed</option>
      </select></label>
    <label>Operation <select name="operation">
        <option value="">All</option>
        ${operations.map((operation) => markup`<option>${operation}</option>`)}
      </select></label>
    <output aria-live="polite"></output>
  </form>`;
}
