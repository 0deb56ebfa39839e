import type { ApiDiff, Change } from '../diff/change.ts';
import { diffSpecs } from '../diff/compare.ts';
import type { Comparison } from '../diff/operations.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import type { Item } from './item.ts';
import { code, oneOf } from './phrase.ts';
import type { Pair } from './place.ts';
import type { Prose } from './prose.ts';
import { readingItems } from './reading.ts';
import { structureItems } from './structure.ts';
import { createValueItems, spotsOf, unknown } from './values.ts';

/** Two versions of a contract: their operations, and what is said of them. */
export interface Versions {
  before: Spec;
  after: Spec;
  was: Prose;
  is: Prose;
  /** Tells which places of the two say the same. */
  isUnchanged: Comparison['isUnchanged'];
}

/** What a consumer notices between two versions, by operation in the order of the contract. None for the same in other words. */
export function itemsBetween(versions: Versions, { level, changes }: Pick<ApiDiff, 'level' | 'changes'>): Item[] {
  const { before, after, was, is } = versions;
  const { pairs, gone, come } = pair(before, after);
  const moved = gone.flatMap((operation) => come.filter(({ id }) => id === operation.id).map((other) => ({ from: operation, to: other })));
  const items = [
    ...toServers(before, after),
    ...readingItems(undefined, was.general(), is.general(), level === 'patch'),
    ...gone.filter((operation) => !moved.some(({ from }) => from === operation)).map(toGone),
    ...moved.map(toMoved),
    ...pairs.flatMap((one) => itemsOf(one, versions, level === 'patch')),
    ...come.filter((operation) => !moved.some(({ to }) => to === operation)).map((operation) => toCome(operation, is)),
    ...changes.filter(isOfSession).map(toSession),
    ...changes.flatMap((change) => fromRedocly(change, after)),
  ];
  const places: readonly Item['on'][] = ['operation', 'request', 'answer'];
  return items.toSorted((a, b) => orderOf(a, after) - orderOf(b, after) || places.indexOf(a.on) - places.indexOf(b.on));
}

function itemsOf(one: Pair, { was, is, isUnchanged }: Versions, onlyText: boolean): Item[] {
  const { changes: all } = diffSpecs({ ...one.before, operations: [one.old] }, { ...one.after, operations: [one.next] }, { isUnchanged });
  const changes = all.filter((change) => !isOfSession(change));
  const spots = spotsOf(one);
  const values = createValueItems(one, spots);
  const told = changes.map((change) => ({ change, items: structureItems(one, is, change) ?? values(change, changes) ?? [] }));
  const said = told.flatMap(({ items }) => items);
  // What breaks is never passed over in silence, unless it follows from something that is told.
  const silent = told.flatMap(({ change, items }) => (items.length === 0 && change.level === 'major' ? [sideOf(change)] : []));
  const untold = [...new Set(silent)].filter((on) => !said.some((item) => item.group === 'breaking' && item.on === on));
  const general = untold.map((on) => unknown(one, on, ''));
  return [...said, ...general, ...readingItems(one.next, was.textsOf(one.old), is.textsOf(one.next), onlyText)];
}

function sideOf({ rule }: Change): 'request' | 'answer' {
  return rule.startsWith('response') ? 'answer' : 'request';
}

/** By method and path below the server, whatever the parameters in it are called. */
function pair(before: Spec, after: Spec): { pairs: Pair[]; gone: Operation[]; come: Operation[] } {
  const keyOf = ({ method, template }: Operation) => `${method} ${template.replaceAll(/\{[^}]*\}/g, '{}')}`;
  const later = new Map(after.operations.map((operation) => [keyOf(operation), operation]));
  const earlier = new Set(before.operations.map(keyOf));
  return {
    pairs: before.operations.flatMap((old) => {
      const next = later.get(keyOf(old));
      return next ? [{ old, next, before, after }] : [];
    }),
    gone: before.operations.filter((operation) => !later.has(keyOf(operation))),
    come: after.operations.filter((operation) => !earlier.has(keyOf(operation))),
  };
}

/** Where it is served does not change what it is, but whom to ask. */
function toServers({ servers: was }: Spec, { servers: is }: Spec): Item[] {
  const hosts = (all: readonly string[]) => all.map((url) => (URL.canParse(url) ? new URL(url).origin : ''));
  if (hosts(was).join() === hosts(is).join()) return [];
  const list = (all: readonly string[]) => oneOf(all.map((url) => code(url || '/')));
  const text = `Is served at ${list(is)} now; before: ${list(was)}.`;
  return [{ group: 'changed', operation: undefined, on: 'operation', text, todo: 'Ask there.' }];
}

/** The session that clients keep is of the whole API. */
function isOfSession({ rule }: Change): boolean {
  return rule.startsWith('session-role-');
}

function toSession({ level, rule, message }: Change): Item {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  if (level === 'major')
    return { group: 'breaking', operation: undefined, on: 'operation', text, todo: 'Do it by the operations themselves.' };
  return { group: rule === 'session-role-added' ? 'added' : 'changed', operation: undefined, on: 'operation', text };
}

function toGone(operation: Operation): Item {
  return { group: 'breaking', operation, on: 'operation', text: 'Is gone: it is no longer answered.', todo: 'Stop calling it.' };
}

function toMoved({ from, to }: { from: Operation; to: Operation }): Item {
  const address = ({ method, path }: Operation) => code(`${method} ${path}`);
  return {
    group: 'breaking',
    operation: to,
    on: 'operation',
    text: `Has moved from ${address(from)} to ${address(to)}.`,
    todo: `Call ${address(to)}.`,
  };
}

function toCome(operation: Operation, prose: Prose): Item {
  const summary = prose.summaryOf(operation).replace(/[.!?]$/, '');
  return { group: 'added', operation, on: 'operation', text: summary === '' ? 'Is new.' : `Is new: ${summary}.` };
}

/** What Redocly alone sees and counts: defaults, callbacks, webhooks. */
function fromRedocly({ source, level, equivalent, rule, at }: Change, { operations }: Spec): Item[] {
  if (source !== 'redocly' || equivalent || level === 'patch') return [];
  const keys = keysOf(at?.pointer ?? '');
  const operation = operations.find(
    ({ template, method }) => keys[0] === 'paths' && keys[1] === template && keys[2] === method.toLowerCase(),
  );
  const group = level === 'major' ? 'breaking' : 'added';
  if (rule === 'request-default-changed') {
    const name = code(keys.findLast((key) => key !== 'default' && key !== 'schema') ?? 'it');
    const todo = `Send ${name} if you rely on its value.`;
    return [{ group, operation, on: 'request', text: `Leaving out ${name} means another value than before.`, todo }];
  }
  // Anything else that counts was found by the kit as well, and told in its words.
  if (!keys.includes('callbacks') && keys[0] !== 'webhooks') return [];
  const text = 'What is sent to you (callbacks, webhooks) has changed.';
  return [{ group, operation, on: 'operation', text, ...(level === 'major' && { todo: 'Compare it with what you are ready for.' }) }];
}

function orderOf({ operation }: Item, { operations }: Spec): number {
  if (!operation) return -1;
  const index = operations.findIndex(({ id }) => id === operation.id);
  return index === -1 ? operations.length : index;
}
