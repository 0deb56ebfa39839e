import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { loadSpec } from '../spec/load.ts';
import { child, keysOf, valueAt } from '../spec/pointer.ts';
import type { Spec } from '../spec/spec.ts';

export type Json = Record<string, unknown>;
/** Changes a parsed contract in place. */
export type Edit = (contract: Json) => void;

/** One edit of one of the repository's own contracts. */
export interface Row {
  name: string;
  api: 'sign-in' | 'login' | 'platform';
  /** Made in both versions: what there must be to be edited. */
  given?: Edit;
  edit: Edit;
}

export interface BreakingRow extends Row {
  /** `none` for what breaks by its nature, where no value shows it. */
  witness: 'request' | 'response' | 'none';
}

const specs = join(import.meta.dirname, '../../../../specs');

export function fileOf(api: string): string {
  return join(specs, api, 'openapi.yaml');
}

/** A contract after these edits, as a JSON text. */
export function textAfter(api: string, ...edits: readonly (Edit | undefined)[]): string {
  const contract = load(readFileSync(fileOf(api), 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) });
  // Aliases become copies, or an edit of one would be an edit of all.
  const copy = JSON.parse(JSON.stringify(contract)) as Json;
  for (const edit of edits) edit?.(copy);
  return JSON.stringify(copy, null, 2);
}

export async function versionsOf({ api, given, edit }: Row): Promise<[old: Spec, next: Spec]> {
  return [await loadSpec(fileOf(api), textAfter(api, given)), await loadSpec(fileOf(api), textAfter(api, given, edit))];
}

export function set(pointer: string, value: unknown): Edit {
  return (contract) => {
    const [parent, key] = locate(contract, pointer);
    parent[key] = structuredClone(value);
  };
}

export function remove(pointer: string): Edit {
  return (contract) => {
    const [parent, key] = locate(contract, pointer);
    if (!Object.hasOwn(parent, key)) throw new Error(`nothing at ${pointer}`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  };
}

export function rename(pointer: string, name: string): Edit {
  return (contract) => {
    const [parent, key] = locate(contract, pointer);
    if (!Object.hasOwn(parent, key)) throw new Error(`nothing at ${pointer}`);
    const entries = Object.entries(parent).map(([own, value]) => [own === key ? name : own, value]);
    for (const own of Object.keys(parent)) Reflect.deleteProperty(parent, own);
    Object.assign(parent, Object.fromEntries(entries));
  };
}

export function push(pointer: string, ...values: unknown[]): Edit {
  return (contract) => {
    (valueAt(contract, pointer) as unknown[]).push(...structuredClone(values));
  };
}

export function all(...edits: readonly Edit[]): Edit {
  return (contract) => {
    for (const edit of edits) edit(contract);
  };
}

/** Replaces a value by what a function makes of it. */
export function change(pointer: string, make: (value: unknown) => unknown): Edit {
  return (contract) => set(pointer, make(valueAt(contract, pointer)))(contract);
}

function locate(contract: Json, pointer: string): [parent: Json, key: string] {
  const keys = keysOf(pointer);
  const key = keys.pop() ?? '';
  const parent = valueAt(contract, child('', ...keys));
  if (typeof parent !== 'object' || parent === null) throw new Error(`nothing at ${pointer}`);
  return [parent as Json, key];
}
