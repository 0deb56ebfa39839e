import { styleText } from 'node:util';
import type { Hidden, Outcome, Verdict } from '../cycle.ts';
import { isBlocking, placeOf, type Finding } from '../finding.ts';
import { mendingOf } from '../mend.ts';
import type { Served } from '../serve/served.ts';

/** Everything that is shown. */
export interface View {
  root: string;
  outcome: Outcome | undefined;
  /** Paths relative to the root that set the last cycle off. */
  changed: readonly string[];
  /** The time of day of the last cycle, such as `14:03:12`. */
  at: string;
  server: Served;
  mock: Served;
  /** Of the contracts as they are; the server has those of its own. */
  docs: Served;
  /** When the types on disk were made, if not by the last cycle. */
  typesOf: string | undefined;
}

export interface Look {
  color: boolean;
  /** Findings shown; a contract that is being converted has thousands. */
  most: number;
}

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

export function createPaint(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
}

/** The lines of one view: what is wrong with file and line, what the versions say, what is being served. */
export function toLines(view: View, { color, most }: Look): string[] {
  const paint = createPaint(color);
  const { outcome } = view;
  if (!outcome) return [paint('dim', 'reading the contracts …')];
  const { findings } = outcome;
  return [
    headline(view, outcome, paint),
    ...outcome.verdicts.map((verdict) => toVerdict(verdict, paint)),
    ...outcome.remarks.map((remark) => `  ${paint('yellow', remark)}`),
    '',
    ...findings.slice(0, most).flatMap((finding) => [...toFinding(finding, view.root, paint), '']),
    ...rest(findings.slice(most), outcome.hidden),
    ...toServices(view, outcome, paint),
  ];
}

function headline({ changed, at }: View, { findings, hidden, times }: Outcome, paint: Paint): string {
  const errors = findings.filter(isBlocking).length + hidden.reduce((sum, each) => sum + each.count, 0);
  const warnings = findings.filter((finding) => !isBlocking(finding)).length;
  const counts = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''].filter((text) => text !== '');
  const verdict = errors > 0 ? paint('red', `✗ ${counts.join(', ')}`) : paint('green', ['✓ everything fits', ...counts].join(', '));
  const what =
    changed.length === 0 ? 'start' : changed.slice(0, 2).join(', ') + (changed.length > 2 ? ` and ${changed.length - 2} more` : '');
  return `${paint('dim', at)}  ${paint('bold', what)}  ${verdict}  ${paint('dim', `${Math.round(times.all)} ms`)}`;
}

const levels = { none: 'version', patch: 'words', minor: 'additions', major: 'breaking' } as const;

function toVerdict({ api, base, from, to, level, next, sufficient }: Verdict, paint: Paint): string {
  const name = api.padEnd(12);
  if (base === undefined) return `  ${name} ${paint('green', `new, ${to}`)}`;
  if (to === '') return `  ${name} ${paint('red', `gone since ${base}`)}`;
  if (level === 'none' && from === to) return paint('dim', `  ${name} ${to}, as on ${base}`);
  const step = from === to ? to : `${from} → ${to}`;
  const needed = sufficient ? step : `${step}, must become ${next}`;
  const style = sufficient ? 'green' : level === 'major' ? 'red' : 'yellow';
  return `  ${name} ${paint(style, `${levels[level]}: ${needed}`)}`;
}

function toFinding(finding: Finding, root: string, paint: Paint): string[] {
  const { severity, rule, message } = finding;
  const mending = mendingOf(rule);
  const details = [...finding.details, ...(mending === undefined ? [] : [mending])];
  const place = placeOf(finding, root);
  const label = paint(severity === 'error' ? 'red' : 'yellow', labelOf(finding));
  const plain = (text: string) => text.replaceAll(`${root}/`, '').replaceAll(/\s+/g, ' ').trim();
  return [
    [place === '' ? '' : paint('cyan', place), label, plain(message), paint('dim', `(${rule})`)].filter((part) => part !== '').join('  '),
    ...details.map((detail) => paint('dim', `    ${plain(detail)}`)),
  ];
}

function labelOf({ source, severity, rule }: Finding): string {
  if (source === 'breaking' && severity === 'warning') return 'version';
  if (source === 'breaking' && rule !== 'version') return 'breaking';
  return source === 'handlers' ? 'handler' : severity;
}

/** The rest by rule, so that the whole fits a screen. */
function rest(findings: readonly Finding[], hidden: readonly Hidden[]): string[] {
  const counts = new Map<string, number>();
  for (const { rule, count: more } of [...findings.map(({ rule: of }) => ({ rule: of, count: 1 })), ...hidden])
    counts.set(rule, (counts.get(rule) ?? 0) + more);
  if (counts.size === 0) return [];
  const all = [...counts].toSorted(([, a], [, b]) => b - a);
  const total = all.reduce((sum, [, each]) => sum + each, 0);
  const lines = all.slice(0, 8).map(([rule, each]) => `    ${String(each).padStart(6)}  ${rule}`);
  return [`and ${count(total, 'more finding')}:`, ...lines, ...(all.length > 8 ? [`            of ${all.length - 8} more rules`] : []), ''];
}

/** The lines at the end: types, server, mock, docs. */
export function toServices({ server, mock, docs, typesOf }: View, { types, contractsHold, handlersFit }: Outcome, paint: Paint): string[] {
  const written = types.written.length > 0 ? `${count(types.written.length, 'file')} written` : 'up to date';
  const { kept, missing } = types;
  const old = kept.length > 0 ? [`${kept.join(', ')}: of ${typesOf ?? 'an earlier time'}, when it could last be read`] : [];
  const none = missing.length > 0 ? [`${missing.join(', ')}: none yet`] : [];
  const lacking = [...old, ...none].map((text) => paint('yellow', text));
  const line = (name: string, text: string) => `  ${paint('dim', name.padEnd(8))} ${text}`;
  const behind = (served: Served, isNew: boolean, what: string) =>
    served.state === 'running' && !isNew ? `, ${paint('yellow', `with the last contracts ${what}`)}` : '';
  return [
    line('types', [written, ...lacking].join('; ')),
    line('server', toServed(server, paint) + behind(server, handlersFit, 'that held and had their handlers')),
    line('mock', toServed(mock, paint) + behind(mock, contractsHold, 'that held')),
    line('docs', toServed(docs, paint) + behind(docs, contractsHold, 'that held')),
  ];
}

function toServed({ state, address = '', reason }: Served, paint: Paint): string {
  switch (state) {
    case 'off':
      return paint('dim', 'off');
    case 'starting':
      return paint('dim', address === '' ? 'starts …' : `${address}, restarts …`);
    case 'running':
      return address;
    case 'kept':
      return `${address}, ${paint('yellow', `still the one before: ${reason ?? ''}`)}`;
    case 'down':
      return paint('red', `not running: ${reason ?? ''}`);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
