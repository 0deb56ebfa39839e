import type { Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import type { Spec } from '../spec/spec.ts';
import { levelOf, type ApiDiff, type Change } from './change.ts';
import { mergeRedocly } from './merge.ts';
import { compareSpecs, type Comparison } from './operations.ts';
import type { RedoclyChange } from './redocly.ts';
import { isEnough, nextVersion } from './version.ts';
import { change } from './words.ts';

/** What is known besides what the two contracts say. */
export interface Known {
  /** What `redocly diff` says; undefined when it was not asked. */
  redocly?: readonly RedoclyChange[];
  /** Whether the files differ at all, also where only readers look, and where first. */
  touched?: boolean | (() => Location | undefined);
  /** The revision that `old` is of. */
  base?: string;
  remarks?: readonly string[];
}

/** Compares two versions of a contract. Pure. */
export function diffSpecs(old: Spec, next: Spec, { isUnchanged, limits, memory, ...known }: Known & Comparison): ApiDiff {
  return toVerdict(old, next, compareSpecs(old, next, { isUnchanged, limits, memory }), known);
}

/** The verdict that these changes ask for. */
export function toVerdict(old: Spec, next: Spec, own: readonly Change[], known: Known): ApiDiff {
  const { redocly, touched, base = 'the base', remarks = [] } = known;
  const all = redocly ? mergeRedocly(own, redocly, pointersOf(old, next)) : own;
  const changes = all.length === 0 ? wordsOnly(next, touched) : all;
  const level = levelOf(changes);
  const needed = nextVersion(old.version, level);
  return {
    api: next.name,
    base,
    from: old.version,
    to: next.version,
    level,
    next: needed,
    sufficient: isEnough(next.version, needed) || (needed === '' && level === 'none'),
    changes: changes.toSorted(byGravity),
    remarks,
  };
}

/** Of the operations, by id. */
function pointersOf(...specs: readonly Spec[]): (id: string) => string | undefined {
  const pointers = specs.flatMap(({ operations }) =>
    operations.map(({ id, template, method }) => [id, child('/paths', template, method.toLowerCase())] as const),
  );
  const byId = new Map(pointers);
  return (id) => byId.get(id);
}

function wordsOnly({ file }: Spec, touched: Known['touched']): Change[] {
  const at = touched === true ? { file, line: 1, column: 1, pointer: '' } : touched && touched();
  return at ? [change('patch', 'words-changed', 'only what people read has changed', at)] : [];
}

function byGravity(a: Change, b: Change): number {
  return weightOf(b) - weightOf(a);
}

function weightOf({ level, equivalent }: Change): number {
  return equivalent ? 0.5 : ['patch', 'minor', 'major'].indexOf(level);
}
