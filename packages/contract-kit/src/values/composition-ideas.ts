import type { Schema } from '../spec/spec.ts';
import { accepts, build, type Built } from './build.ts';
import { branchesOf } from './conjuncts.ts';
import { namedSchemas, namesIn } from './facts.ts';
import type { Idea, Place, Proposer } from './idea.ts';
import { isObject, withoutProperties, withProperty } from './json.ts';

/** More pairs of branches are not tried. */
const maxPairs = 10;

export const compositionIdeas: Readonly<Record<string, Proposer>> = {
  oneOf: branches,
  anyOf: branches,
  not,
  if: condition,
  dependentSchemas,
};

/** A value of the place for which the branch holds, made from what is there. */
export function takeBranch({ run, entries, owner, local }: Place, keyword: 'oneOf' | 'anyOf', index: number): Built {
  const branch = branchesOf(owner, keyword)[index] ?? true;
  if (accepts(run, [branch], local)) return { value: local };
  const force = [{ owner, keyword, indexes: [index] }];
  for (const wish of [{ force, known: local }, { force }]) {
    const built = build(run, entries, { ...wish, satisfies: (value) => accepts(run, [branch], value) });
    if ('value' in built) return built;
  }
  return { reason: `no valid value takes branch ${index + 1}` };
}

function* branches(place: Place, name: string): Generator<Idea> {
  const keyword = name === 'oneOf' ? 'oneOf' : 'anyOf';
  const { owner, local } = place;
  const all = branchesOf(owner, keyword);
  for (const index of all.keys()) {
    const built = takeAlone(place, keyword, index) ?? takeBranch(place, keyword, index);
    if ('value' in built) yield { side: 'pass', variant: `branch ${index + 1}`, value: built.value };
    else yield { side: 'pass', reason: built.reason };
  }
  yield* several(place, keyword, all);
  if (isObject(local)) {
    const mentioned = all.flatMap((branch) => mentionsOf(place.run.context.schemas.deref(branch)));
    if (mentioned.length > 0) yield { side: 'fail', variant: 'no branch', value: withoutProperties(local, mentioned), fields: mentioned };
  }
  const odd: [string, unknown][] = [
    ['null', null],
    ['boolean', true],
    ['number', -1.5],
    ['string', 'text'],
    ['array', []],
    ['object', {}],
  ];
  for (const [variant, value] of odd) yield { side: 'fail', variant: `${variant} instead of any branch`, value };
}

/** The same, for no other branch. What only the others mention is left out. */
function takeAlone(place: Place, keyword: 'oneOf' | 'anyOf', index: number): { value: unknown } | undefined {
  const { run, entries, owner, local } = place;
  const all = branchesOf(owner, keyword);
  const isAlone = (value: unknown) => all.every((branch, other) => accepts(run, [branch], value) === (other === index));
  if (isAlone(local)) return { value: local };
  const { schemas } = run.context;
  const own = mentionsOf(schemas.deref(all[index] ?? true));
  const others = all.flatMap((branch) => mentionsOf(schemas.deref(branch))).filter((name) => !own.includes(name));
  const known = isObject(local) ? withoutProperties(local, others) : local;
  const built = build(run, entries, { force: [{ owner, keyword, indexes: [index] }], known, satisfies: isAlone });
  return 'value' in built ? built : undefined;
}

function* several({ run, entries, owner, local }: Place, keyword: 'oneOf' | 'anyOf', all: readonly Schema[]): Generator<Idea> {
  const pairs = all.flatMap((_, one) => all.slice(one + 1).map((_other, offset): [number, number] => [one, one + 1 + offset]));
  for (const [one, other] of pairs.slice(0, maxPairs)) {
    const force = [{ owner, keyword, indexes: [one, other] }];
    const both = [all[one] ?? true, all[other] ?? true];
    for (const wish of [{ force, known: local }, { force }]) {
      const built = build(run, entries, { ...wish, unverified: true, satisfies: (value) => accepts(run, both, value) });
      if ('value' in built)
        yield { side: keyword === 'anyOf' ? 'pass' : 'fail', variant: `branches ${one + 1} and ${other + 1}`, value: built.value };
    }
  }
}

function mentionsOf(schema: Schema): string[] {
  return typeof schema === 'object' ? [...namesIn(schema['required']), ...namedSchemas(schema, 'properties').map(([name]) => name)] : [];
}

function* not({ run, entries, owner, local }: Place): Generator<Idea> {
  const forbidden = owner['not'] as Schema;
  yield { side: 'pass', variant: 'something else', value: local };
  for (const wish of [{ known: local }, {}]) {
    const built = build(run, [forbidden, ...entries], {
      ...wish,
      unverified: true,
      satisfies: (value) => accepts(run, [forbidden], value),
    });
    if ('value' in built) yield { side: 'fail', variant: 'what is forbidden', value: built.value };
  }
}

function* condition({ run, entries, owner, local }: Place): Generator<Idea> {
  if (!('then' in owner) && !('else' in owner)) return;
  for (const [index, variant] of ['the condition holds', 'the condition does not hold'].entries()) {
    const satisfies = (value: unknown) => accepts(run, [owner['if'] as Schema], value) === (index === 0);
    const force = [{ owner, keyword: 'if', indexes: [index] }];
    const built = satisfies(local) ? { value: local } : build(run, entries, { force, known: local, satisfies });
    if ('reason' in built) continue;
    yield { side: 'pass', variant, value: built.value };
    if (!isObject(built.value)) continue;
    for (const name of Object.keys(built.value)) {
      yield { side: 'fail', variant: `${variant}, without ${name}`, value: withoutProperties(built.value, [name]), fields: [name] };
      yield { side: 'fail', variant: `${variant}, ${name} null`, value: withProperty(built.value, name, null), fields: [name] };
    }
  }
}

function* dependentSchemas({ run, entries, owner, local }: Place): Generator<Idea> {
  for (const [name] of namedSchemas(owner, 'dependentSchemas')) {
    const built = build(run, entries, { type: 'object', known: local, need: [name] });
    if ('value' in built) yield { side: 'pass', variant: `with ${name}`, value: built.value };
    if (isObject(local)) yield { side: 'pass', variant: `without ${name}`, value: withoutProperties(local, [name]) };
  }
}
