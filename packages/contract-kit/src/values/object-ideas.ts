import { build } from './build.ts';
import { isDeclared, isReadOnly, schemasOfProperty } from './conjuncts.ts';
import { factsOf, namedSchemas, namesIn } from './facts.ts';
import { count, type Idea, type Place, type Proposer } from './idea.ts';
import { isObject, withoutProperties, withProperty, type JsonObject } from './json.ts';
import { inventName } from './object.ts';
import { stringIdeas } from './string-ideas.ts';

export const objectIdeas: Readonly<Record<string, Proposer>> = {
  required,
  minProperties,
  maxProperties,
  properties,
  additionalProperties: closed,
  unevaluatedProperties: closed,
  propertyNames,
  dependentRequired,
};

/** Names that a careless server copies into its own objects. */
const dangerous = ['__proto__', 'constructor'];

function* required({ owner, local, facts }: Place): Generator<Idea> {
  const names = namesIn(owner['required']);
  if (!isObject(local)) return;
  yield { side: 'pass', variant: 'nothing missing', value: local };
  const optional = Object.keys(local).filter((name) => !facts.required.includes(name));
  if (optional.length > 0) yield { side: 'pass', variant: 'nothing that may be missing', value: withoutProperties(local, optional) };
  if (names.length === 0) yield { side: 'fail', reason: 'it requires nothing that may be sent' };
  for (const name of names) yield { side: 'fail', variant: `missing ${name}`, value: withoutProperties(local, [name]), fields: [name] };
}

function* minProperties(place: Place): Generator<Idea> {
  const limit = Number(place.owner['minProperties']);
  yield ofSize(place, 'pass', limit);
  if (limit === 0) return yield { side: 'fail', reason: 'no object has fewer than 0 properties' };
  const { local, facts } = place;
  if (!isObject(local)) return;
  const removable = Object.keys(local).filter((name) => !facts.required.includes(name));
  const surplus = Object.keys(local).length - (limit - 1);
  yield { side: 'fail', variant: count(limit - 1, 'property'), value: withoutProperties(local, removable.slice(0, surplus)) };
  if (limit > 1) yield { side: 'fail', variant: '0 properties', value: {} };
}

function* maxProperties(place: Place): Generator<Idea> {
  const limit = Number(place.owner['maxProperties']);
  yield ofSize(place, 'pass', limit);
  yield ofSize(place, 'fail', limit + 1);
}

function ofSize({ run, entries, local }: Place, side: 'pass' | 'fail', size: number): Idea {
  if (size > 300) return { side, reason: `${size} properties are more than a request should have` };
  const built = build(run, entries, { type: 'object', known: local, count: size, ...(side === 'fail' && { unverified: true }) });
  return 'value' in built ? { side, variant: count(size, 'property'), value: built.value } : { side, reason: built.reason };
}

/** Each optional property there and not there. */
function* properties(place: Place): Generator<Idea> {
  const { run, owner, owners, local, facts, entries } = place;
  if (!isObject(local)) return;
  for (const [name, schema] of namedSchemas(owner, 'properties')) {
    const has = Object.hasOwn(local, name);
    if (schema === false)
      yield {
        side: 'fail',
        variant: `with ${name}`,
        value: withProperty(local, name, 'unexpected'),
        fields: [name],
        reportedAs: 'false schema',
      };
    else if (has || !isReadOnly(run.context.schemas, schemasOfProperty(owners, name))) {
      const built = has ? { value: local } : build(run, entries, { type: 'object', known: local, need: [name] });
      if ('value' in built) yield { side: 'pass', variant: `with ${name}`, value: built.value };
    }
    if (!facts.required.includes(name)) yield { side: 'pass', variant: `without ${name}`, value: withoutProperties(local, [name]) };
  }
}

function* closed(place: Place, keyword: string): Generator<Idea> {
  const { run, owner, owners, local } = place;
  if (!isObject(local)) return;
  if (owner[keyword] !== false) return yield* open(place);
  yield { side: 'pass', variant: 'nothing unknown', value: local };
  const invented = inventName(run, owners, Object.keys(local)) ?? 'unexpected';
  for (const name of [invented, ...dangerous])
    if (!Object.hasOwn(local, name) && !isDeclared(owners, name))
      yield {
        side: 'fail',
        variant: `with ${name}`,
        value: withProperty(local, name, name === '__proto__' ? { admin: true } : 'unexpected'),
        fields: [name],
      };
  if (!Object.hasOwn(local, invented) && !isDeclared(owners, invented))
    yield { side: 'fail', variant: `with ${invented} that is null`, value: withProperty(local, invented, null), fields: [invented] };
}

function* open({ run, owners, local }: (Place & { local: JsonObject }) | Place): Generator<Idea> {
  if (!isObject(local)) return;
  const name = inventName(run, owners, Object.keys(local));
  if (name === undefined) return;
  const built = build(run, schemasOfProperty(owners, name));
  if ('value' in built) yield { side: 'pass', variant: 'with another property', value: withProperty(local, name, built.value) };
}

function* propertyNames(place: Place): Generator<Idea> {
  const { run, owner, owners, local } = place;
  const rule = owner['propertyNames'];
  if (!isObject(local) || !isObject(rule)) return;
  const name = inventName(run, owners, Object.keys(local));
  const entries = name === undefined ? [] : schemasOfProperty(owners, name);
  const built = build(run, entries);
  if (name === undefined || 'reason' in built) return yield { side: 'fail', reason: 'no other property may be added' };
  yield { side: 'pass', variant: `named ${name}`.slice(0, 60), value: withProperty(local, name, built.value) };
  const texts = { ...place, owner: rule, owners: [rule], facts: factsOf([rule]), local: name };
  for (const [keyword, propose] of Object.entries(stringIdeas))
    for (const idea of Object.hasOwn(rule, keyword) ? propose(texts, keyword) : [])
      if ('value' in idea && idea.side === 'fail')
        yield {
          ...idea,
          variant: `a name: ${idea.variant}`,
          value: withProperty(local, String(idea.value), built.value),
          fields: [String(idea.value)],
        };
  yield {
    side: 'fail',
    variant: 'a name: another word',
    value: withProperty(local, 'unexpected name!', built.value),
    fields: ['unexpected name!'],
  };
}

function* dependentRequired(place: Place): Generator<Idea> {
  const { run, owner, entries, local } = place;
  for (const [name, others] of namedSchemas(owner, 'dependentRequired')) {
    const built = build(run, entries, { type: 'object', known: local, need: [name] });
    if ('reason' in built || !isObject(built.value)) continue;
    yield { side: 'pass', variant: `with ${name}`, value: built.value };
    if (isObject(local)) yield { side: 'pass', variant: `without ${name}`, value: withoutProperties(local, [name]) };
    for (const other of namesIn(others))
      yield { side: 'fail', variant: `${name} without ${other}`, value: withoutProperties(built.value, [other]), fields: [other, name] };
  }
}
