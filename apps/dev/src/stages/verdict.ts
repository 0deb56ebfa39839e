import { isEnough, nextVersion, type ApiDiff, type Change } from '@countersign/contract-kit';
import type { Finding } from '../finding.ts';
import type { Place } from './pinpoint.ts';

/** Where things are in the working tree. */
export interface Placing {
  /** The change at the place where a designer mends it. */
  place(change: Change): Change;
  /** Of `info.version`. */
  version(): Place;
}

/** What breaks a consumer blocks until the version says so; then it is only told. What else asks for a new version is told with it. */
export function findingsOf(found: ApiDiff, placing: Placing): Finding[] {
  const { sufficient, changes, to, next } = found;
  const breaking = changes.filter(({ level, equivalent }) => level === 'major' && !equivalent).map(placing.place);
  const wrong = faultOf(found);
  const version = (severity: Finding['severity'], message: string, details: readonly string[]) =>
    toFinding({ ...placing.version(), rule: 'version', message, details, severity });
  const told = breaking.map(({ at, rule, message, witness }) => {
    const shown = witness ? [`${witness.operation}, ${witness.says}`] : [];
    const details = sufficient ? shown : [...shown, allowance(found)];
    const { file, line, column } = at ?? { file: '', line: 1, column: 1 };
    return toFinding({ file, line, column, rule, message, details, severity: sufficient ? 'warning' : 'error' });
  });
  if (wrong !== undefined) return [version('error', wrong, [`write ${next === '' ? 'three numbers, such as 1.0.0' : next}`]), ...told];
  const [first] = changes;
  if (sufficient || breaking.length > 0 || !first) return told;
  return [
    version('warning', `${found.api} changed (${found.level}): info.version becomes ${next}; it is ${to}`, [
      reasonOf(placing.place(first)),
    ]),
  ];
}

/** What no change of a contract allows; undefined for a version that can stand. */
function faultOf({ base, from, to }: ApiDiff): string | undefined {
  if (to === '') return undefined;
  if (nextVersion(to, 'none') === '') return `info.version ${to} is no semantic version`;
  const isLower = base !== undefined && nextVersion(from, 'none') !== '' && !isEnough(to, from);
  return isLower ? `info.version went down: ${from} on ${base}, now ${to}` : undefined;
}

function allowance({ to, next }: ApiDiff): string {
  if (to === '') return 'no version can allow this: other consumers may still use it';
  return next === '' ? `info.version ${to} is no semantic version` : `allowed by info.version ${next}; it is ${to}`;
}

function reasonOf({ message, at }: Change): string {
  return at ? `${message} (${at.file}:${at.line})` : message;
}

function toFinding({ column, ...rest }: Omit<Finding, 'source' | 'col'> & { column: number }): Finding {
  return { source: 'breaking', ...rest, col: column };
}
