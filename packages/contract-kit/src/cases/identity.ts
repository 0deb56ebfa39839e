import { createHash } from 'node:crypto';
import type { Case } from '../case.ts';
import type { Sketch } from './sketch.ts';

/** Long texts are told apart by their digest. */
const long = 4096;

/** Gives each case its id, leaves out those that ask the same of the same operation as one before. */
export function identify(sketches: readonly Sketch[]): Case[] {
  const ids = new Map<string, number>();
  const seen = new Set<string>();
  return sketches.flatMap(({ where, variant, ...sketch }) => {
    const { operation, request, expect, twin, given } = sketch;
    const key = digest(JSON.stringify([operation.id, toPlain(request), expect, twin && toPlain(twin), given]));
    if (seen.has(key)) return [];
    seen.add(key);
    const id = [operation.id, sketch.kind, where, sketch.rule, variant].map(slug).filter(Boolean).join('/');
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return [{ ...sketch, id: count === 1 ? id : `${id}/${count}` }];
  });
}

/** Bytes as text, so that equal ones are equal in JSON. */
function toPlain(request: Case['request']): object {
  const { body } = request;
  return typeof body === 'object' ? { ...request, body: [...body] } : request;
}

function digest(text: string): string {
  return text.length < long ? text : createHash('sha256').update(text).digest('base64');
}

/** What a shell, a file name and a person can read. */
export function slug(text: string): string {
  const words = text
    .trim()
    .replaceAll(/[^\p{L}\p{N}._{}-]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return words.length <= 60 ? words : `${words.slice(0, 48)}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}
