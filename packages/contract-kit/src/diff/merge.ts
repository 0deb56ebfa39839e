import { basename } from 'node:path';
import type { Location } from '../spec/location.ts';
import { isSecretName } from '../check/secrets.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Change } from './change.ts';
import type { RedoclyChange, RedoclyPlace } from './redocly.ts';

/** Keywords that limit the same thing, so that one may refuse what the change of another opened. */
const families = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
  ['type', 'nullable', 'enum', 'const'],
];
/** What Redocly tells of the whole, and what that does to each operation. */
const akin: Readonly<Record<string, string>> = {
  'path-removed': 'operation-removed',
  'server-removed': 'server-path-changed',
  'security-scheme-changed': 'security-requirement-changed',
};
const combinators = ['allOf', 'anyOf', 'oneOf'];

/**
 * Joins what Redocly says with what was found here. A change that both saw takes Redocly's words. One that only Redocly calls major is probably
 * the same in other words: it makes no version greater, so the verdict is the same without Redocly. `pathOf`: an operation's id → its pointer.
 */
export function mergeRedocly(
  own: readonly Change[],
  theirs: readonly RedoclyChange[],
  pathOf: (id: string) => string | undefined,
): Change[] {
  const seen = new Map<Change, RedoclyChange>();
  const isSameOf = (change: Change, their: RedoclyChange) =>
    (change.level === their.impact || isDefault(change, their)) && isSame(change, their, pathOf(change.operation ?? ''));
  const alone = theirs.filter((their) => {
    const matches = own.filter((change) => isSameOf(change, their));
    // That something is gone says more than what follows from that.
    for (const match of matches) if (!seen.has(match) || their.kind === 'removed') seen.set(match, their);
    return matches.length === 0 && !isVersion(their);
  });
  const joined = own.map((change): Change => {
    const their = seen.get(change);
    if (!their) return change;
    const [verdict] = their.verdicts;
    // What stands for several changes says of none which.
    const isOnly = [...seen.values()].filter((other) => other === their).length === 1;
    const words = verdict && { rule: verdict.ruleId, ...(isOnly && !saysSecret(their) && { message: toPlain(verdict.message) }) };
    return { ...change, source: 'both', ...words };
  });
  const explained = own.some(({ level }) => level !== 'patch');
  // Redocly tells what is written otherwise word by word.
  const kept = joined.filter(({ rule }) => rule !== 'schema-rewritten' || alone.length === 0);
  return [...kept, ...alone.map((their) => withWitness(toChange(their, explained), own, their))];
}

/** What `info.version` says is the answer, not a change to be answered. */
function isVersion({ typeName, property }: RedoclyChange): boolean {
  return typeName === 'Info' && property === 'version';
}

/** A change that shows in a breach of another sentence of the same schema: a branch that is gone, a property that a closed object no longer knows. */
function withWitness({ equivalent, ...change }: Change, own: readonly Change[], their: RedoclyChange): Change {
  const rule = akin[change.rule];
  const owners = placesOf(their).map(({ file, pointer }) => `${basename(file)} ${ownerOf(keysOf(pointer.slice(1)), their.property)}`);
  const near = own.find(({ level, witness, rule: found }) => {
    const at = witness?.refusedBy.at;
    if (level !== 'major' || !at) return false;
    return found === rule || owners.includes(`${basename(at.file)} ${ownerOf(keysOf(at.pointer), witness?.refusedBy.keyword)}`);
  });
  if (!near?.witness || !equivalent) return { ...change, ...(equivalent && { equivalent }) };
  return { ...change, source: 'both', witness: near.witness, operation: near.witness.operation };
}

/** The schema that a pointer lies in, without the keyword, the property or the branch at its end. */
function ownerOf(keys: readonly string[], keyword: string | undefined): string {
  const own = keys.at(-1) === keyword ? keys.slice(0, -1) : [...keys];
  if (keyword === undefined && own.at(-2) === 'properties') own.splice(-2);
  while (combinators.includes(own.at(-2) ?? '')) own.splice(-2);
  if (combinators.includes(own.at(-1) ?? '')) own.pop();
  return own.join('/');
}

/** Redocly calls it a patch: whoever leaves it out sends the same as before. */
function isDefault({ rule }: Change, { property }: RedoclyChange): boolean {
  return rule === 'request-default-changed' && property === 'default';
}

function toChange(their: RedoclyChange, explained: boolean): Change {
  const { impact, kind, typeName, property, verdicts, path, revision, base } = their;
  const [verdict] = verdicts;
  const place = revision ?? base;
  const words = `${typeName}${property === undefined ? '' : ` ${property}`} ${kind}: ${path}`;
  const rule = verdict?.ruleId ?? `${typeName.toLowerCase()}-${kind}`;
  const message = verdict && !saysSecret(their) ? toPlain(verdict.message) : words;
  const common = { source: 'redocly' as const, at: place && toLocation(place), rule, message };
  if (impact === 'major') return { ...common, level: 'major', equivalent: true };
  // What is only written otherwise makes no version greater.
  return { ...common, level: explained ? impact : 'patch' };
}

function isSame(change: Change, their: RedoclyChange, path: string | undefined): boolean {
  const isRule = their.verdicts.some(({ ruleId }) => ruleId === change.rule);
  if (isRule && path !== undefined && (their.path === `#${path}` || their.path.startsWith(`#${path}/`))) return true;
  const { keyword, at } = change.witness?.refusedBy ?? {};
  if (their.kind === 'removed' && placesOf(their).some((place) => isWithin(place, change.at))) return true;
  return [change.at, at].some((own) => own !== undefined && placesOf(their).some((place) => isAt(place, own, their, keyword)));
}

/** What is gone as a whole, and what is told of a part of it. */
function isWithin(place: RedoclyPlace, at: Location | undefined): boolean {
  return place.file === at?.file && `${at.pointer}/`.startsWith(`${place.pointer.slice(1)}/`);
}

/** The very same place; or another keyword of the same kind in the same schema. */
function isAt(place: RedoclyPlace, at: Location, { property, kind }: RedoclyChange, keyword: string | undefined): boolean {
  if (place.file !== at.file) return false;
  const [theirs, ours] = [keysOf(place.pointer.slice(1)), withoutIndex(keysOf(at.pointer))];
  if (theirs.join('/') === ours.join('/')) return true;
  if (kind !== 'modified' || property === undefined || keyword === undefined) return false;
  return isFamily(property, keyword) && ownerOf(theirs, property) === ownerOf(ours, keyword);
}

/** Redocly tells of a list of names as a whole. */
function withoutIndex(keys: string[]): string[] {
  return keys.at(-2) === 'required' && keys.at(-3) !== 'properties' ? keys.slice(0, -1) : keys;
}

function isFamily(one: string, other: string): boolean {
  return one === other || families.some((family) => family.includes(one) && family.includes(other));
}

function placesOf({ base, revision }: RedoclyChange): RedoclyPlace[] {
  return [base, revision].filter((place) => place !== undefined);
}

function toLocation({ file, pointer, line, col }: RedoclyPlace): Location {
  return { file, pointer: pointer.slice(1), line, column: col };
}

/** Redocly quotes what stands there: of a password's default that would be a password. */
function saysSecret({ property = '', path }: RedoclyChange): boolean {
  return ['const', 'default', 'enum', 'example', 'examples'].includes(property) && keysOf(path.slice(1)).some(isSecretName);
}

/** Redocly ends a sentence; here it stands in a list. */
function toPlain(message: string): string {
  return message.replace(/\.$/, '');
}
