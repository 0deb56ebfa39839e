import type { CaseDigest } from '../case-digest.ts';
import type { Digest } from '../digest.ts';
import { markup, type Markup } from './markup.ts';
import { toMatrix } from './matrix.ts';
import { section, table } from './section.ts';
import type { SourceView } from './source.ts';

export function coverageSection({ coverage, gaps }: Digest, view: SourceView): Markup {
  const key = markup`<p class="quiet">✓ covered · ✗ missing · ◷ waived · ○ excused: nothing can cover it</p>`;
  const remarks = coverage.remarks.map((remark) => markup`<p class="inconclusive">${remark}</p>`);
  const matrices = coverage.dimensions.filter(({ items }) => items.length > 0).map((dimension) => toMatrix(dimension, view));
  return section('Coverage', [key, ...remarks, ...matrices, ...(gaps.length > 0 ? [gapTable(gaps, view)] : [])], '');
}

function gapTable(gaps: Digest['gaps'], view: SourceView): Markup {
  const rows = gaps.map(
    ({ operation, at, rule, side, reason }) =>
      markup`<tr data-operation="${operation}">
        <td>${operation}</td>
        <th scope="row">${rule}</th>
        <td>${side}</td>
        <td>${view.link(at)}</td>
        <td>${reason}</td>
      </tr>`,
  );
  const title = 'Sentences without a case';
  return markup`<details data-group>
    <summary><b>${title}</b> <span class="quiet">${gaps.length}</span></summary>
    ${table(title, ['Operation', 'Rule', 'Side', 'Contract', 'Why'], rows)}
  </details>`;
}

export function casesSection(cases: readonly CaseDigest[], view: SourceView): Markup {
  const rows = cases.map(
    ({ id, operation, title, verdict, at }) =>
      markup`<tr data-case data-operation="${operation}" data-verdict="${verdict}">
        <td class="${verdict}">${verdict}</td>
        <th scope="row" class="mono">${id}</th>
        <td>${title}</td>
        <td>${view.link(at)}</td>
      </tr>`,
  );
  const content = cases.length > 0 ? [table('Cases', ['Verdict', 'Case', 'What it does', 'Contract'], rows)] : [];
  return section('Cases', content, 'There are no cases.');
}
