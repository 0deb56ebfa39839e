import { propertiesOf } from '../cases/names.ts';
import { bodyExamples } from '../cases/pair.ts';
import type { Fixtures } from '../fixtures.ts';
import { readDocument } from '../spec/document.ts';
import { SpecError } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** Throws a `SpecError` with the place of the first name in a fixtures file that no contract has: of a scheme, an operation, an example, a value. */
export async function assertKnown(file: string, { credentials, values }: Fixtures, specs: readonly Spec[]): Promise<void> {
  const { locate } = await readDocument(file);
  const refuse = (kind: string, name: string, known: Iterable<string>, ...keys: string[]) => {
    const list = [...new Set(known)].join(', ') || 'none';
    throw new SpecError(`no contract has the ${kind} ${name}; there are ${list}`, locate(child('', ...keys)));
  };
  const schemes = specs.flatMap(({ securitySchemes }) => securitySchemes.map(({ key }) => key));
  for (const [name, { before }] of Object.entries(credentials)) {
    if (name !== '*' && !schemes.includes(name)) refuse('security scheme', name, schemes, 'credentials', name);
    const place = ['credentials', name, 'before'];
    const found = before && findAll(specs, before.operation);
    if (before && found?.length === 0) refuse('operation', before.operation, idsOf(specs), ...place, 'operation');
    const examples = found?.flatMap(({ operation }) => examplesOf(operation)) ?? [];
    if (before && !examples.includes(before.example)) refuse('example', before.example, examples, ...place, 'example');
  }
  for (const [id, byName] of Object.entries(values)) {
    const found = findAll(specs, id);
    if (found.length === 0) refuse('operation', id, idsOf(specs), 'values', id);
    const known = found.flatMap(({ spec, operation }) => namesOf(spec, operation));
    for (const name of Object.keys(byName)) if (!known.includes(name)) refuse('parameter or property', name, known, 'values', id, name);
  }
}

/** By its id, with or without the name of its contract; `*` for all. */
function findAll(specs: readonly Spec[], name: string): { spec: Spec; operation: Operation }[] {
  return specs.flatMap((spec) =>
    spec.operations
      .filter(({ id }) => name === '*' || name === id || name === `${spec.name}.${id}`)
      .map((operation) => ({ spec, operation })),
  );
}

function idsOf(specs: readonly Spec[]): string[] {
  return specs.flatMap(({ operations }) => operations.map(({ id }) => id));
}

function namesOf({ schemas }: Spec, { parameters, body }: Operation): string[] {
  const properties = (body?.content ?? []).flatMap(({ schema }) => [...propertiesOf(schema, schemas).keys()]);
  return [...parameters.map(({ name }) => name), ...properties];
}

function examplesOf(operation: Operation): string[] {
  const answers = operation.responses.flatMap(({ content, examples }) => [...content.flatMap((media) => media.examples), ...examples]);
  return [...bodyExamples(operation).map(({ example }) => example), ...answers].map(({ name }) => name);
}
