import type { Parameter } from '../../spec/spec.ts';
import { placesOf } from '../answers/places.ts';
import type { Site } from '../site.ts';
import { at, withKey, type EditIdea } from './edit.ts';
import { requestKeywords } from './schema.ts';

/** Sentences about the parameters of a request. */
export function* parameterEdits({ contract: { spec }, operation }: Site): Generator<EditIdea> {
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'path') yield* nameEdits(parameter);
    for (const { facets } of placesOf(parameter.schema, spec))
      for (const facet of facets)
        for (const edit of requestKeywords(spec, facet, parameter.name)) yield { ...edit, name: `parameter/${edit.name}` };
  }
}

function* nameEdits({ name, required, at: place }: Parameter): Generator<EditIdea> {
  const change = (variant: string, title: string, key: string, value: unknown): EditIdea => ({
    name: `parameter/${name}/${variant}`,
    kind: 'contract',
    title: `${name} ${title}`,
    at: place,
    edit: at(place, withKey(key, value)),
  });
  yield change('required', required ? 'may be left out' : 'is required', 'required', !required);
  yield change('renamed', 'is called otherwise', 'name', `${name}ContractKit`);
}
