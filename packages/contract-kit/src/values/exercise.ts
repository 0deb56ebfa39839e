import { valueAt } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { arrayIdeas } from './array-ideas.ts';
import { accepts, breachesOf, type Run } from './build.ts';
import { compositionIdeas } from './composition-ideas.ts';
import { activeFor } from './conjuncts.ts';
import { isEmptyText, readsAsValid } from './expressible.ts';
import { factsOf } from './facts.ts';
import { fieldsOf, judge, type Step, type Target } from './fault.ts';
import type { Idea, Place, Proposer } from './idea.ts';
import { bytesOf, replaceAt } from './json.ts';
import { numberIdeas } from './number-ideas.ts';
import { objectIdeas } from './object-ideas.ts';
import { stringIdeas } from './string-ideas.ts';
import { valueIdeas } from './value-ideas.ts';
import type { Unreachable, Variation } from './variation.ts';

/** A place in the values, and all that is known of it. */
export interface Site {
  entries: readonly Schema[];
  pointer: string;
  /** Valid values of the whole that have this place. */
  hosts: readonly unknown[];
  /** Why there are none. */
  reason?: string;
  chain: readonly Step[];
  /** The schema objects on the way here. */
  above: ReadonlySet<SchemaObject>;
}

/** Whether a keyword of a schema, or the part at a pointer in it, is to be varied. */
export type Focus = (owner: SchemaObject, part: string) => boolean;

export interface Walk {
  run: Run;
  /** Everything if absent. */
  focus?: Focus;
  /** Of the whole value. */
  schema: Schema;
  variations: Variation[];
  unreachable: Unreachable[];
  /** How often a schema object was exercised. */
  visits: Map<SchemaObject, number>;
}

interface Found {
  variation: Variation;
  bytes: number;
}
type Tried = Found | { reason: string };

const proposers: Readonly<Record<string, Proposer>> = {
  ...valueIdeas,
  ...stringIdeas,
  ...numberIdeas,
  ...arrayIdeas,
  ...objectIdeas,
  ...compositionIdeas,
};
/** Keywords of which one side alone says anything of its own: the other side is that of the schemas below. */
const oneSided: Readonly<Record<string, 'pass' | 'fail'>> = { properties: 'pass', dependentSchemas: 'pass' };
/** Keywords that offer a choice. */
const choices = new Set(['oneOf', 'anyOf', 'properties', 'if', 'dependentSchemas', 'dependentRequired']);
/** So many valid values are varied until each variation has worked once. */
const maxHosts = 4;
/** Bytes. A larger body is sent only if nothing else shows the keyword; the second limit is never crossed. */
const largeBody = 12 * 1024;
const maxBody = 1024 * 1024;

/** Adds the variations of every keyword that `owner` itself has. */
export function exercise(walk: Walk, site: Site, owner: SchemaObject): void {
  const places = site.hosts.slice(0, maxHosts).map((host): [unknown, Place] => [host, placeOf(walk.run, site, owner, host)]);
  for (const keyword of Object.keys(owner)) {
    const propose = Object.hasOwn(proposers, keyword) ? proposers[keyword] : undefined;
    if (propose && (walk.focus?.(owner, keyword) ?? true))
      exerciseKeyword(walk, site, places, { owner, keyword, pointer: site.pointer, chain: site.chain, reportedAs: keyword }, propose);
  }
}

export function placeOf(run: Run, site: Site, owner: SchemaObject, host: unknown): Place {
  const local = valueAt(host, site.pointer);
  const owners = activeFor(run.context.schemas, site.entries, local, (schema, value) => accepts(run, [schema], value));
  return { run, owner, entries: site.entries, owners, facts: factsOf(owners), local };
}

function exerciseKeyword(walk: Walk, site: Site, places: readonly [unknown, Place][], target: Target, propose: Proposer): void {
  const found = new Map<string, Found>();
  const reasons: Partial<Record<'pass' | 'fail', string>> = {};
  let hasIdeas = places.length === 0;
  for (const group of groupsOf(places, target.keyword, propose)) {
    const missed = group.filter(({ host, idea }) => {
      const id = 'variant' in idea ? `${idea.side} ${idea.variant}` : '';
      if (found.has(id)) return false;
      const tried = tryOut(walk, host, target, idea);
      if ('variation' in tried) found.set(id, tried);
      else reasons[idea.side] ??= tried.reason;
      return 'reason' in tried;
    });
    hasIdeas ||= group.length > 0;
    if (missed.length === 0 && group.length > 0) break;
  }
  if (hasIdeas) collect(walk, site, target, [...found.values()], reasons);
}

/** For choices first those that a valid value makes already; for all else the next value is of use only where the first one was not. */
function* groupsOf(places: readonly [unknown, Place][], keyword: string, propose: Proposer): Generator<{ host: unknown; idea: Idea }[]> {
  const ideasOf = ([host, place]: [unknown, Place]) =>
    [...propose(place, keyword)].map((idea) => ({ host, idea, isNatural: 'value' in idea && idea.value === place.local }));
  if (choices.has(keyword)) yield places.flatMap(ideasOf).toSorted((one, other) => Number(other.isNatural) - Number(one.isNatural));
  else for (const place of places) yield ideasOf(place);
}

/** Keeps the variations, the large ones only where there is no other, and notes the sides that have none. */
function collect(
  { variations, unreachable }: Walk,
  site: Site,
  target: Target,
  found: readonly Found[],
  reasons: Partial<Record<'pass' | 'fail', string>>,
): void {
  for (const side of ['pass', 'fail'] as const) {
    const ofSide = found.filter(({ variation }) => variation.side === side);
    const small = ofSide.filter(({ bytes }) => bytes <= largeBody);
    variations.push(...(small.length > 0 ? small : ofSide.slice(0, 1)).map(({ variation }) => variation));
    const { owner, keyword, pointer } = target;
    if (ofSide.length > 0 || (oneSided[keyword] ?? side) !== side || (side === 'fail' && isOpen(owner, keyword))) continue;
    unreachable.push({ keyword, side, owner, pointer, reason: site.reason ?? reasons[side] ?? 'no value was found' });
  }
}

/** Says nothing that could be broken here, but in the schema below. */
function isOpen(owner: SchemaObject, keyword: string): boolean {
  return /^(additional|unevaluated)Properties$/.test(keyword) && owner[keyword] !== false;
}

function tryOut({ run, schema }: Walk, host: unknown, target: Target, idea: Idea): Tried {
  if ('reason' in idea) return idea;
  const { side, variant, value } = idea;
  const { owner, keyword, pointer, chain } = target;
  const isLost = run.context.text === true && isEmptyText(value);
  if (isLost) return { reason: 'a text cannot say it' };
  const root = replaceAt(host, pointer, value);
  const bytes = bytesOf(root);
  if (bytes > maxBody) return { reason: 'the request would be larger than 1 MiB' };
  const variation = (fields: readonly string[]) => ({ variation: { keyword, side, variant, owner, pointer, fields, value: root }, bytes });
  if (side === 'pass') {
    const reason = whyInvalid(run, schema, root, chain);
    return reason === undefined ? variation(fieldsOf(target, [], idea.fields)) : { reason };
  }
  const to = {
    ...target,
    reportedAs: idea.reportedAs ?? target.reportedAs,
    pointer: idea.reportedAs === 'false schema' ? `${pointer}/${idea.fields?.[0] ?? ''}` : pointer,
  };
  const judged = judge(run, schema, root, to);
  if ('reason' in judged) return judged;
  if (run.context.text && readsAsValid(root, pointer, value, (reading) => accepts(run, [schema], reading)))
    return { reason: 'as a text it can be read as a valid value' };
  return variation(fieldsOf(to, judged.breaches, idea.fields));
}

function whyInvalid(run: Run, schema: Schema, root: unknown, chain: readonly Step[]): string | undefined {
  if (!accepts(run, [schema], root)) return `every such value breaks \`${breachesOf(run, schema, root)[0]?.keyword ?? 'a rule'}\``;
  const isTaken = chain.every(({ branch, pointer }) => accepts(run, [branch], valueAt(root, pointer)));
  return isTaken ? undefined : 'such a value takes another branch';
}
