import { createHash } from 'node:crypto';
import { isEnough } from '../diff/version.ts';

/** What belongs to one version, as it stands in the file. */
interface Entry {
  version: string;
  heading: string;
  lines: readonly string[];
}

export interface Update {
  title: string;
  /** Every entry above this one is not released yet; undefined for an API that is new. */
  from: string | undefined;
  /** The version that the changes belong to. */
  to: string;
  /** The least version that they ask for. */
  next: string;
  /** Generated Markdown; none: nothing that a consumer notices. */
  lines: readonly string[];
}

/**
 * The text of a changelog in which the entry of a version says what it should. A note in the entry knows which of its lines were generated: those are
 * renewed, all others stay where they are, below the generated line that they stand below. Entries of versions that were never released are folded in.
 */
export function updateChangelog(text: string, update: Update): string {
  const { head, entries } = parse(text);
  const isOurs = ({ version, lines }: Entry) =>
    version === unreleased || (isNewer(version, update.from) && (version === update.to || lines.some((line) => note.test(line))));
  const [own, others] = [entries.filter(isOurs), entries.filter((entry) => !isOurs(entry))];
  const body = merge(update.lines, own.flatMap(byHand));
  const mark = update.lines.length > 0 ? [noteOf(update), ''] : [];
  const made = body.length > 0 ? [{ version: update.to, heading: headingFor(update, own), lines: [...mark, ...body] }] : [];
  const place = others.findIndex(({ version }) => !isNewer(version, update.to));
  const all = place === -1 ? [...others, ...made] : [...others.slice(0, place), ...made, ...others.slice(place)];
  const start = [`# ${update.title}: changes`, '', 'What a client of this API notices, by version.'];
  if (all.length === 0 && (head.length === 0 || head.join('\n') === start.join('\n'))) return '';
  const lines = all.flatMap((entry) => [entry.heading, '', ...entry.lines, '']);
  return `${tidy([...(head.length > 0 ? head : start), '', ...lines]).join('\n')}\n`;
}

const unreleased = 'Unreleased';

/** What somebody wrote about changes that were taken back waits for the next version. */
function headingFor({ from, to, lines }: Update, own: readonly Entry[]): string {
  if (lines.length === 0 && from === to) return `## ${unreleased}`;
  return own.find(({ version }) => version === to)?.heading ?? `## ${to}`;
}

/** The version that was computed when the entries above `from` were last written; undefined if there are none. */
export function computedVersion(text: string, from: string): string | undefined {
  const found = parse(text).entries.filter(({ version }) => version !== unreleased && isNewer(version, from));
  return found.flatMap(({ lines }) => lines.flatMap((line) => note.exec(line)?.[1] ?? []))[0];
}

const note = /^<!-- contract-kit (\S+): .*? \[([\w -]*)\] -->$/;

function noteOf({ next, lines }: Update): string {
  const digests = lines.filter((line) => line !== '').map(digest);
  return `<!-- contract-kit ${next}: the lines below are generated, add yours among them and they stay [${[...new Set(digests)].join(' ')}] -->`;
}

function parse(text: string): { head: string[]; entries: Entry[] } {
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const starts = lines.flatMap((line, index) => (headingOf(line) === undefined ? [] : [index]));
  const entries = starts.map((start, place) => ({
    version: headingOf(lines[start] ?? '') ?? '',
    heading: lines[start] ?? '',
    lines: lines.slice(start + 1, starts[place + 1] ?? lines.length),
  }));
  const head = lines.slice(0, starts[0] ?? lines.length);
  return { head: tidy(head), entries };
}

function headingOf(line: string): string | undefined {
  if (/^## \[?unreleased\]?/i.test(line)) return unreleased;
  return /^## \[?v?(\d+\.\d+\.\d+[\w.+-]*)\]?/.exec(line)?.[1];
}

/** Lines that somebody wrote, and what they stand below. */
interface Passage {
  below: string;
  lines: readonly string[];
  /** Whether an empty line parts them from what is above, and from what is below. */
  isApart: { above: boolean; below: boolean };
}

function byHand({ lines }: Entry): Passage[] {
  const digests = new Set(lines.flatMap((line) => note.exec(line)?.[2]?.split(' ') ?? []));
  const passages: Passage[] = [];
  let place = { section: '', below: '' };
  let current: string[] = [];
  const close = () => {
    const written = tidy(current);
    if (written.length > 0)
      passages.push({ below: place.below, lines: written, isApart: { above: current[0] === '', below: current.at(-1) === '' } });
    current = [];
  };
  for (const line of lines) {
    const isGenerated = note.test(line) || (line !== '' && digests.has(digest(line)));
    if (!isGenerated) current.push(line);
    else {
      close();
      place = follow(place.section, line);
    }
  }
  close();
  return passages;
}

/** The same line may stand in several sections. */
function follow(section: string, line: string): { section: string; below: string } {
  if (note.test(line)) return { section: '', below: '' };
  const now = line.startsWith('### ') ? digest(line) : section;
  return { section: now, below: `${now} ${digest(line)}` };
}

/** What stands below a line that is no longer generated goes to the end. */
function merge(generated: readonly string[], passages: readonly Passage[]): string[] {
  const byPlace = Map.groupBy(passages, ({ below }) => below);
  const take = (below: string) => {
    const found = byPlace.get(below) ?? [];
    byPlace.delete(below);
    return found;
  };
  const merged = take('').flatMap(({ lines }) => [...lines, '']);
  let section = '';
  let isTight = false;
  for (const line of generated) {
    if (line === '' && isTight) continue;
    merged.push(line);
    isTight = false;
    if (line === '') continue;
    const place = follow(section, line);
    section = place.section;
    for (const { lines, isApart } of take(place.below)) {
      merged.push(...(isApart.above ? [''] : []), ...lines, ...(isApart.below ? [''] : []));
      isTight = !isApart.below;
    }
  }
  const left = [...byPlace.values()].flat();
  return tidy([...merged, ...left.flatMap(({ lines }) => ['', ...lines])]);
}

/** Formatters may change spaces and escapes, and it is still the same line. */
function digest(line: string): string {
  return createHash('sha256')
    .update(line.replaceAll(/[\s\\*_]/g, ''))
    .digest('base64url')
    .slice(0, 6);
}

/** Without empty lines at the ends, and never two in a row. */
function tidy(lines: readonly string[]): string[] {
  const kept = lines.filter((line, index) => line.trim() !== '' || (lines[index - 1] ?? '').trim() !== '');
  const trimmed = kept.map((line) => (line.trim() === '' ? '' : line));
  while (trimmed[0] === '') trimmed.shift();
  while (trimmed.at(-1) === '') trimmed.pop();
  return trimmed;
}

/** What is no semantic version is older than all. */
function isNewer(version: string, other: string | undefined): boolean {
  return other === undefined || !isEnough(other, version);
}
