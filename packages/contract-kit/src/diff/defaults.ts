import { maskBody } from '../mask-body.ts';
import { child } from '../spec/pointer.ts';
import type { SchemaObject } from '../spec/spec.ts';
import type { Change } from './change.ts';
import type { Spot } from './differences.ts';
import { defaultOf } from './meeting.ts';
import type { Side } from './side.ts';
import type { Question } from './values.ts';
import { abbreviate, change } from './words.ts';

/** Whoever leaves it out means something else by the same request. */
export function changedDefaults({ pair, place }: Question, spots: readonly Spot[]): Change[] {
  return spots.flatMap(({ before, after, path, parts }) => {
    if (!parts.before.has('default') || typeof before === 'boolean' || typeof after === 'boolean') return [];
    const is = defaultOf(pair.after, after);
    const name = path.findLast(({ key }) => key !== undefined)?.key ?? place.where.split(' ').at(-1);
    const at = is === undefined ? pair.before.schemas.locate(before, 'default') : pair.after.schemas.locate(after, 'default');
    const where = `${place.where}${child('', ...path.flatMap(({ key }) => key ?? []))}`;
    const [was, now] = [textOf(pair.before, before, name), textOf(pair.after, after, name)];
    return [change('major', 'request-default-changed', `leaving out ${where} means ${now}, and meant ${was}`, at, pair.id)];
  });
}

function textOf(side: Side, schema: SchemaObject, name: string | undefined): string {
  const value = defaultOf(side, schema);
  return value === undefined ? 'nothing' : abbreviate(maskBody(value, [schema], side.schemas, name));
}
