import { placesOf } from '../answers/places.ts';
import type { Breach } from '../../oracle.ts';
import type { SentRequest } from '../../exchange.ts';
import type { SchemaObject } from '../../spec/spec.ts';
import { isEqual, typeOf } from '../../values/json.ts';
import type { LiveIdea, Site } from '../site.ts';
import { jsonOf, withJson } from '../wire.ts';
import { goodBodies } from './good.ts';
import { repair } from './repair.ts';

const judged = [
  'type',
  'required',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'anyOf',
  'oneOf',
  'not',
  'dependentRequired',
];

/** A server that passes over one keyword of the request's schema: whatever breaks it is put right before anybody looks. */
export function* laxIdeas(site: Site): Generator<LiveIdea> {
  const { contract, operation } = site;
  for (const { schema } of (operation.body?.content ?? []).slice(0, 1)) {
    const seen = new Set<SchemaObject>();
    for (const { path, facets } of placesOf(schema, contract.spec))
      for (const facet of facets) {
        if (seen.has(facet)) continue;
        seen.add(facet);
        for (const keyword of judged.filter((candidate) => isJudged(facet, candidate)))
          yield* ofKeyword(site, facet, keyword, path.join('.') || 'body');
      }
  }
}

/** What says something that a value can break. */
function isJudged(facet: SchemaObject, keyword: string): boolean {
  const value = facet[keyword];
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return value === false;
  return value !== undefined && !(keyword === 'format' && sayingNothing.has(String(value)));
}

/** Formats that every value of their type has. */
const sayingNothing = new Set(['password', 'int32', 'int64', 'float', 'double', 'binary']);

function* ofKeyword(site: Site, owner: SchemaObject, keyword: string, where: string): Generator<LiveIdea> {
  const { spec } = site.contract;
  const idea = (variant: string, title: string, applies: (breach: Breach, value: unknown) => boolean): LiveIdea => ({
    name: `lax/${where}/${keyword}/${variant}`,
    kind: 'lax',
    title: `${where}: ${title}`,
    at: spec.schemas.locate(owner, keyword),
    meddle: () => ({
      request: (request) =>
        repairRequest(site, request, (breach, value) => breach.owner === owner && breach.keyword === keyword && applies(breach, value)),
    }),
  });
  const properties = keyword === 'required' ? (owner[keyword] as string[]) : [];
  if (keyword === 'type')
    for (const type of ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'].filter((other) => !allows(owner, other)))
      yield idea(type, `takes ${type} for ${[owner[keyword]].flat().join(' or ')}`, (_breach, value) => typeOf(value) === type);
  else if (keyword === 'required')
    for (const name of properties) yield idea(name, `${name} may be missing`, ({ params }) => params['missingProperty'] === name);
  else yield idea('', `${keyword} is not checked`, () => true);
  if (keyword === 'maxLength')
    yield idea('by-one', 'one character too many is taken', (_breach, value) => [...String(value)].length === Number(owner[keyword]) + 1);
  if (keyword === 'minLength')
    yield idea('by-one', 'one character too few is taken', (_breach, value) => [...String(value)].length === Number(owner[keyword]) - 1);
}

function allows(owner: SchemaObject, type: string): boolean {
  const types = [owner['type']].flat();
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function repairRequest(site: Site, request: SentRequest, isMeant: (breach: Breach, value: unknown) => boolean): SentRequest | undefined {
  const json = jsonOf(request);
  const schema = site.operation.body?.content[0]?.schema;
  if (!json || schema === undefined) return undefined;
  const repaired = repair(json.value, { oracle: site.contract.oracle, schema, goods: goodBodies(site), isMeant });
  return isEqual(repaired, json.value) ? undefined : withJson(request, repaired);
}
