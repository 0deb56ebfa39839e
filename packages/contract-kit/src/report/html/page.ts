import { createHash } from 'node:crypto';
import { toDigest, type Digest } from '../digest.ts';
import type { Place } from '../place.ts';
import { toDuration } from '../plain.ts';
import type { Mask } from '../../mask.ts';
import type { Report } from '../report.ts';
import type { Source } from '../sources.ts';
import { toFailures } from './failures.ts';
import { markup, trusted, type Markup } from './markup.ts';
import { filters } from './filters.ts';
import { script } from './script.ts';
import { createSourceView } from './source.ts';
import { casesSection, coverageSection } from './tables.ts';
import { section } from './section.ts';
import { style } from './style.ts';

export interface HtmlOptions {
  mask: Mask;
  /** The files of the contract, to be read within the page (`readSources`). */
  sources?: readonly Source[];
}

/** One page that needs nothing else and asks nobody for anything. */
export function toHtml(report: Report, { mask, sources = [] }: HtmlOptions): string {
  const digest = toDigest(report, mask);
  const view = createSourceView(sources, placesOf(digest), mask);
  const sections = [
    filters(digest),
    section('Failures', toFailures(digest, view), 'Nothing failed.'),
    undecided(digest),
    coverageSection(digest, view),
    casesSection(digest.cases, view),
    sources.length > 0 ? section('Contract', view.section(), '') : undefined,
  ];
  return markup`<!doctype html>
    <html lang="en">
      ${head(digest)}
      <body>
        <a class="skip" href="#main">To the results</a>
        ${header(digest)}
        <main id="main" tabindex="-1">${sections}</main>
        <footer>contract-kit ${digest.kit}</footer>
        <script>${trusted(script)}</script>
      </body>
    </html>`.html;
}

/** The page may use its own style and its own script, and nothing else: not even one that a contract smuggled in. */
function head({ spec, counts }: Digest): Markup {
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  return markup`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="referrer" content="no-referrer" />
    <title>${spec.title || spec.name}: ${counts.failed > 0 ? `${counts.failed} failed` : 'no failure'}</title>
    <style>${trusted(style)}</style>
  </head>`;
}

function header({ spec, counts, coverage, ...run }: Digest): Markup {
  const tile = (value: string | number, label: string, tone: string) => markup`<li class="${tone}"><b>${value}</b>${label}</li>`;
  return markup`<header>
    <h1>${spec.title || spec.name} <span class="quiet">${spec.version}</span></h1>
    <ul class="tiles">
      ${tile(counts.passed, 'passed', 'good')}${tile(counts.failed, 'failed', counts.failed > 0 ? 'bad' : '')}${tile(counts.inconclusive, 'inconclusive', counts.inconclusive > 0 ? 'warn' : '')}${tile(`${coverage.percent} %`, 'of the contract covered', coverage.percent < 100 ? 'warn' : 'good')}
    </ul>
    <dl>
      <dt>Contract</dt>
      <dd><code>${spec.file}</code></dd>
      <dt>Server</dt>
      <dd><code>${run.baseUrl}</code></dd>
      <dt>Seed</dt>
      <dd><code>${run.seed}</code></dd>
      <dt>Started</dt>
      <dd><time datetime="${run.startedAt}">${run.startedAt}</time>, took ${toDuration(run.duration)}</dd>
    </dl>
  </header>`;
}

function undecided({ inconclusive }: Digest): Markup | undefined {
  if (inconclusive.length === 0) return undefined;
  const groups = inconclusive.map(
    ({ reason, cases }) =>
      markup`<details>
        <summary>${cases.length} × ${reason}</summary>
        <ul>
          ${cases.map((id) => markup`<li><code>${id}</code></li>`)}
        </ul>
      </details>`,
  );
  return section('Inconclusive', groups, '');
}

function placesOf({ findings, cases, coverage, gaps }: Digest): Place[] {
  const items = coverage.dimensions.flatMap((dimension) => dimension.items);
  return [...findings, ...cases, ...items, ...gaps].map(({ at }) => at);
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
