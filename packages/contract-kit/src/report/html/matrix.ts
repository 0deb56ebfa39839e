import type { Dimension, ItemState } from '../../coverage/item.ts';
import type { DimensionDigest, ItemDigest } from '../coverage-digest.ts';
import { markup, type Markup } from './markup.ts';
import type { SourceView } from './source.ts';

const titles: Readonly<Record<Dimension, string>> = {
  responses: 'Operations and their statuses',
  keywords: 'Keywords of requests, kept and broken',
  headers: 'Headers of responses',
  examples: 'Examples',
  security: 'Security',
};
const symbols: Readonly<Record<ItemState, string>> = { covered: '✓', missing: '✗', waived: '◷', excused: '○' };

/** One dimension as a table: what the contract says down, from which side across. */
export function toMatrix({ name, percent, counts, items }: DimensionDigest, view: SourceView): Markup {
  const aspects = [...new Set(items.map(({ aspect }) => aspect))];
  // Statuses in their order; sides as they come, pass before fail.
  if (name === 'responses') aspects.sort();
  const rows = [...Map.groupBy(items, ({ operation, what }) => JSON.stringify([operation, what])).values()];
  const numbers = `${counts.covered} covered, ${counts.missing} missing, ${counts.waived} waived, ${counts.excused} excused`;
  return markup`<details data-group${counts.missing > 0 ? markup` open` : undefined}>
    <summary><b>${titles[name]}</b> ${percent} % <span class="quiet">${numbers}</span></summary>
    <progress max="100" value="${percent}" aria-label="${titles[name]}">${percent} %</progress>
    <div class="scroll" tabindex="0" role="region" aria-label="${titles[name]}">
      <table>
        <caption class="vh">${titles[name]}</caption>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            ${name === 'responses' ? undefined : markup`<th scope="col">Sentence</th>`}
            <th scope="col">Contract</th>
            ${aspects.map((aspect) => markup`<th scope="col" class="cell">${aspect}</th>`)}
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => toRow(row, name, aspects, view))}
        </tbody>
      </table>
    </div>
  </details>`;
}

function toRow(items: readonly ItemDigest[], dimension: Dimension, aspects: readonly string[], view: SourceView): Markup {
  const [first] = items;
  if (!first) return markup``;
  const { operation, what, at } = first;
  const reasons = [...new Set(items.flatMap(({ aspect, reason }) => (reason === undefined ? [] : [`${aspect}: ${reason}`])))];
  const head =
    dimension === 'responses'
      ? markup`<th scope="row">${what}</th>`
      : markup`<td>${operation}</td>
          <th scope="row" class="mono">${what}</th>`;
  const cells = aspects.map((aspect) => toCell(items.filter((item) => item.aspect === aspect)));
  return markup`<tr data-operation="${operation}">
    ${head}
    <td>${view.link(at)}</td>
    ${cells}
    <td class="quiet">${reasons.join('; ')}</td>
  </tr>`;
}

function toCell(items: readonly ItemDigest[]): Markup {
  if (items.length === 0) return markup`<td class="cell none"><span class="vh">not in the contract</span></td>`;
  const states = (['missing', 'waived', 'excused', 'covered'] as const).filter((state) => items.some((item) => item.state === state));
  const state = states[0] ?? 'covered';
  return markup`<td class="cell ${state}"><span aria-hidden="true">${symbols[state]}</span><span class="vh">${state}</span></td>`;
}
