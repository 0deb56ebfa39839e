import { basename } from 'node:path';
import type { Header, ResponseSpec, Schema, SchemaObject, Schemas, Spec } from '../../spec/spec.ts';
import { placesOf } from '../answers/places.ts';
import type { Site } from '../site.ts';
import { at, parentOf, withKey, withName, type EditIdea } from './edit.ts';
import { responseKeywords } from './schema.ts';

const moved: Readonly<Record<string, string>> = {
  200: '201',
  201: '200',
  204: '200',
  400: '422',
  401: '403',
  403: '404',
  404: '410',
  405: '501',
  413: '400',
  415: '400',
  422: '400',
  429: '503',
};

/** Sentences about answers that come, changed so that they do not come as it says. */
export function* responseEdits(site: Site): Generator<EditIdea> {
  const { spec } = site.contract;
  for (const response of site.reached) {
    const name = ({ name: rest, title, ...idea }: EditIdea): EditIdea => ({
      ...idea,
      name: `${response.status}/${rest}`,
      title: `${response.status}: ${title}`,
    });
    const shared = (idea: EditIdea): EditIdea => ({ ...name(idea), same: idea.name });
    yield* [...statusEdits(site, response)].map(name);
    for (const header of response.headers) yield* [...headerEdits(response, header, spec.schemas)].map(shared);
    yield* [...contentEdits(spec, response)].map(shared);
  }
}

function* statusEdits({ operation }: Site, { status, at: place }: ResponseSpec): Generator<EditIdea> {
  const idea = { kind: 'contract', at: place };
  // What the contract does not say of a refusal HTTP says, so only a success can be missed.
  if (/^[23]/.test(status))
    yield { ...idea, name: 'removed', title: 'is not documented', edit: inResponses(operation.at, withKey(status, undefined)) };
  const other = moved[status];
  if (other !== undefined && !operation.responses.some((one) => one.status === other))
    yield { ...idea, name: `as-${other}`, title: `is documented as ${other}`, edit: inResponses(operation.at, withName(status, other)) };
}

function* contentEdits(spec: Spec, { content: [media] }: ResponseSpec): Generator<EditIdea> {
  if (!media) return;
  const { parent, key } = parentOf(media.at);
  const renamed = at(parent, withName(key, 'application/xml'));
  yield { name: 'content/other', kind: 'contract', title: 'is of another media type', at: media.at, edit: renamed };
  for (const { facets, path } of placesOf(media.schema, spec))
    for (const facet of facets) {
      const where = path.join('.') || 'body';
      yield* responseKeywords(spec, facet, where);
      yield* insideEdits(spec, facet, where);
    }
}

/** What is inside a text, e.g. the header and the claims of a token. */
function* insideEdits(spec: Spec, facet: SchemaObject, where: string): Generator<EditIdea> {
  const content = spec.schemas.deref((facet['contentSchema'] ?? true) as Schema);
  const parts = typeof content === 'object' && Array.isArray(content['prefixItems']) ? (content['prefixItems'] as Schema[]) : [];
  for (const [index, part] of parts.entries())
    for (const { path, facets } of placesOf(part, spec))
      for (const inner of facets) yield* responseKeywords(spec, inner, [where, 'content', index, ...path].join('.'));
}

function inResponses(operation: ResponseSpec['at'], change: (responses: unknown) => unknown) {
  return at({ ...operation, pointer: `${operation.pointer}/responses` }, change);
}

/** A header is documented at its name in the response, or elsewhere and shared. */
function* headerEdits(response: ResponseSpec, { name, required, schema, at: place }: Header, schemas: Schemas): Generator<EditIdea> {
  const headers = { ...response.at, pointer: `${response.at.pointer}/headers` };
  const idea = { kind: 'contract', at: place };
  yield {
    ...idea,
    name: `header/${name}/renamed`,
    title: `${name} is called otherwise`,
    edit: at(headers, withName(name, `X-Kit-${name}`)),
  };
  if (!required)
    yield { ...idea, name: `header/${name}/required`, title: `${name} is required`, edit: at(place, withKey('required', true)) };
  const target = schemas.deref(schema);
  if (typeof target !== 'object') return;
  const where = schemas.locate(target);
  // One that speaks of a file of its own is known by it.
  const owner = where.file === response.at.file ? '' : ` in ${basename(where.file)}`;
  for (const [keyword, value] of Object.entries({
    const: 'contract-kit',
    pattern: '^contract-kit$',
    enum: ['contract-kit'],
    maximum: -1,
    minimum: 1e15,
  }))
    if (target[keyword] !== undefined)
      yield {
        ...idea,
        name: `header/${name}/${keyword}`,
        title: `the ${keyword} of ${name}${owner} is another`,
        edit: at(where, withKey(keyword, value)),
      };
}
