import { placesOf } from '../answers/places.ts';
import type { Site } from '../site.ts';
import { at, parentOf, withKey, withName, type EditIdea } from './edit.ts';
import { parameterEdits } from './parameters.ts';
import { requestKeywords } from './schema.ts';

/** Sentences about requests, and about the operation itself. */
export function* operationEdits(site: Site): Generator<EditIdea> {
  yield* routeEdits(site);
  yield* securityEdits(site);
  yield* bodyEdits(site);
  yield* parameterEdits(site);
}

function* routeEdits({ contract: { spec }, operation }: Site): Generator<EditIdea> {
  const idea = { kind: 'contract', at: operation.at };
  const { parent, key } = parentOf(operation.at);
  const method = operation.method === 'PUT' ? 'post' : 'put';
  if (!spec.operations.some((other) => other.template === operation.template && other.method === method.toUpperCase()))
    yield { ...idea, name: 'method', title: `is ${method.toUpperCase()}`, edit: at(parent, withName(key, method)) };
  const paths = { file: spec.file, line: 1, column: 1, pointer: '/paths' };
  const renamed = withName(operation.template, `${operation.template}-contract-kit`);
  yield { ...idea, name: 'path', title: 'has another path', edit: at(paths, renamed) };
}

function* securityEdits({ contract: { spec }, operation }: Site): Generator<EditIdea> {
  const [scheme] = spec.securitySchemes;
  const change = (variant: string, title: string, security: unknown): EditIdea => ({
    name: `security/${variant}`,
    kind: 'contract',
    title,
    at: operation.at,
    edit: at(operation.at, withKey('security', security)),
  });
  if (operation.security.length > 0) yield change('removed', 'needs no credentials', []);
  else if (scheme) yield change('added', `needs ${scheme.key}`, [{ [scheme.key]: [] }]);
}

function* bodyEdits({ contract: { spec }, operation }: Site): Generator<EditIdea> {
  for (const media of operation.body?.content ?? []) {
    const { parent, key } = parentOf(media.at);
    const renamed = at(parent, withName(key, 'application/xml'));
    yield { name: 'request/content/other', kind: 'contract', title: 'takes another media type', at: media.at, edit: renamed };
    for (const { facets, path } of placesOf(media.schema, spec))
      for (const facet of facets)
        for (const edit of requestKeywords(spec, facet, path.join('.') || 'body')) yield { ...edit, name: `request/${edit.name}` };
  }
}
