import type { CaseDigest } from '../case-digest.ts';
import type { Digest } from '../digest.ts';
import { subjectOf, type Finding } from '../finding.ts';
import { cut } from '../plain.ts';
import { markup, type Markup } from './markup.ts';
import type { SourceView } from './source.ts';

/** Characters of a message that are shown. */
const longest = 8000;

/** Every finding with what was sent and what came back, also of the other cases that show it. */
export function toFailures({ findings, cases, seed }: Digest, view: SourceView): Markup[] {
  const byId = new Map(cases.map((made) => [made.id, made]));
  return findings.map((finding) => {
    const exchanges = [finding.case, ...finding.others].flatMap((id) => byId.get(id) ?? []);
    return markup`<article data-operation="${finding.operations.join('\n')}" data-verdict="failed">
      <h3>${subjectOf(finding)} · <span class="failed">${finding.rule}</span></h3>
      <p>${finding.message}</p>
      ${facts(finding, seed, view)}${exchanges.map((made, index) => toExchanges(made, index === 0))}
    </article>`;
  });
}

function facts({ at, expected, actual, case: id, title, command, curl }: Finding, seed: number, view: SourceView): Markup {
  const row = (label: string, value: string | undefined) =>
    value === undefined || value === ''
      ? undefined
      : markup`<dt>${label}</dt>
          <dd><code>${cut(value, longest)}</code></dd>`;
  return markup`<dl>
    <dt>Contract</dt>
    <dd>${view.link(at)}</dd>
    ${row('Expected', expected)}${row('Actual', actual)}
    <dt>Case</dt>
    <dd><code>${id}</code> <span class="quiet">${title}, seed ${seed}</span></dd>
    ${row('Again', command)}${row('curl', curl)}
  </dl>`;
}

function toExchanges({ id, exchanges = [] }: CaseDigest, isFirst: boolean): Markup {
  const pairs = exchanges.map(
    ({ request, answer, duration }) =>
      markup`<div class="pair">${figure('Request', request)}${figure(`Answer after ${Math.round(duration)} ms`, answer)}</div>`,
  );
  return isFirst
    ? markup`${pairs}`
    : markup`<details>
        <summary><code>${id}</code></summary>
        ${pairs}
      </details>`;
}

function figure(caption: string, text: string): Markup {
  return markup`<figure>
    <figcaption>${caption}</figcaption>
    <pre tabindex="0">${cut(text, longest)}</pre>
  </figure>`;
}
