import type { Location } from '../../spec/location.ts';
import { isObject, replaceAt } from '../../values/json.ts';
import { valueAt } from '../../spec/pointer.ts';

/** One change of one place in one file of a contract. */
export interface Edit {
  file: string;
  /** Of the value that is changed. */
  pointer: string;
  change(value: unknown): unknown;
}

/** An edit with what it is called. */
export interface EditIdea {
  /** The last parts of the id. */
  name: string;
  /** What it is called wherever its place is shared, e.g. without the status; `name` if absent. */
  same?: string;
  kind: string;
  title: string;
  at: Location;
  edit: Edit;
}

/** The files of a contract after an edit; the others as they are. */
export function applyEdit(files: ReadonlyMap<string, unknown>, { file, pointer, change }: Edit): Map<string, unknown> {
  const whole = files.get(file);
  return new Map(files).set(file, replaceAt(whole, pointer, change(valueAt(whole, pointer))));
}

export function at({ file, pointer }: Location, change: Edit['change']): Edit {
  return { file, pointer, change };
}

/** Another value for one key of the mapping, or none of that name (undefined). */
export function withKey(key: string, value: unknown): Edit['change'] {
  return (mapping) => {
    if (!isObject(mapping)) return mapping;
    const rest = Object.entries(mapping).filter(([name]) => name !== key);
    return Object.fromEntries(value === undefined ? rest : [...rest, [key, value]]);
  };
}

export function withName(from: string, to: string): Edit['change'] {
  return (mapping) =>
    isObject(mapping) ? Object.fromEntries(Object.entries(mapping).map(([name, part]) => [name === from ? to : name, part])) : mapping;
}

/** The place that holds a place, and under which key. */
export function parentOf(place: Location): { parent: Location; key: string } {
  const cut = place.pointer.lastIndexOf('/');
  const key = place.pointer
    .slice(cut + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  return { parent: { ...place, pointer: place.pointer.slice(0, cut) }, key };
}
