import type { Breach } from '../oracle.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import { withoutProperties, type JsonObject } from '../values/json.ts';
import { isWritten } from './written.ts';
import type { Side } from './side.ts';

/** The breaches of a value by one version of the contract. */
export type Judge = (value: unknown) => Breach[];

/** Judges bodies. */
export function judgeBy({ oracle }: Side, schema: Schema): Judge {
  return (value) => oracle.breaches(schema, value);
}

/**
 * Judges what travels as text: in a path, a query or a header `5` is a number as well as a string, so a value keeps its schema when one of its
 * readings does.
 */
export function judgeText(side: Side, schema: Schema): Judge {
  return (value) => {
    let least: Breach[] | undefined;
    for (const reading of readingsOf(value)) {
      const breaches = side.oracle.breaches(schema, reading);
      if (breaches.length === 0) return [];
      if (!least || weightOf(breaches) < weightOf(least)) least = breaches;
    }
    return least ?? [];
  };
}

/**
 * Judges answers as a client of the old contract does: a property that the new contract names is an addition that every client has to bear, so it
 * is taken away before the old schema is asked. Not so one that nobody names.
 */
export function judgeAnswer(side: Side, schema: Schema, isNamed: (pointer: string) => boolean): Judge {
  return (value) => {
    let current = value;
    for (;;) {
      const breaches = side.oracle.breaches(schema, current);
      const extra = breaches.map(extraOf).filter((pointer) => pointer !== undefined);
      const unsaid = breaches.filter(({ owner, keyword }) => !isWritten(side, owner, keyword)).map(extraOf);
      const excused = extra.filter((pointer) => isNamed(pointer) || unsaid.includes(pointer));
      if (excused.length === 0) return breaches;
      current = excused.reduce(without, current);
    }
  };
}

/** The pointer of the property that a closed object does not know. */
export function extraOf({ pointer, params }: Pick<Breach, 'pointer' | 'params'>): string | undefined {
  const name = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return typeof name === 'string' ? child(pointer, name) : undefined;
}

/** A copy without the property, or item, at a pointer. */
export function without(value: unknown, pointer: string): unknown {
  return withoutKeys(value, keysOf(pointer));
}

function withoutKeys(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  if (Array.isArray(value)) {
    const index = Number(key);
    return rest.length === 0 ? value.toSpliced(index, 1) : value.with(index, withoutKeys(value[index], rest));
  }
  if (rest.length === 0) return withoutProperties(value as JsonObject, [key]);
  const part = (value as JsonObject)[key];
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, name === key ? withoutKeys(part, rest) : (own as unknown)]));
}

/** That a text is not of the right type says less than what is wrong with what it reads as. */
function weightOf(breaches: readonly Breach[]): number {
  return breaches.length + (breaches.some(({ keyword }) => keyword === 'type') ? 0.5 : 0);
}

function readingsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    const texts = value.map(String);
    return [value, texts, texts.map(toScalar)];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return [
      value,
      ...[String, (part: unknown) => toScalar(String(part))].map((read) =>
        Object.fromEntries(entries.map(([key, part]) => [key, read(part)])),
      ),
    ];
  }
  const text = String(value);
  return [text, toScalar(text), ...(text === '' || text === 'null' ? [null] : [])];
}

function toScalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}
