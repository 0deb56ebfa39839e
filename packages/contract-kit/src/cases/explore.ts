import fc from 'fast-check';
import { arbitrary, faultyArbitrary } from '../values/arbitrary.ts';
import type { Gap } from '../case.ts';
import type { MediaType, Schema } from '../spec/spec.ts';
import { formOf } from './encode.ts';
import { maxWrongCredentials, takesPassword, toSchemaCase } from './schema.ts';
import type { Sketch } from './sketch.ts';
import type { Target } from './target.ts';

/** Random bodies, half of them valid and half of them with one fault. The seed gives always the same ones. */
export function* toRandomCases(target: Target): Generator<Sketch | Gap> {
  const { exploration } = target.contract;
  if (exploration <= 0) return;
  for (const [media, bases] of target.bases)
    if (formOf(media.mediaType) !== undefined && typeof media.schema === 'object' && bases.length > 0)
      yield* toMediaCases(target, media, media.schema);
}

function* toMediaCases(target: Target, media: MediaType, schema: Schema): Generator<Sketch> {
  const { spec, oracle, seed, exploration } = target.contract;
  const isText = formOf(media.mediaType) !== 'json';
  const context = { schemas: spec.schemas, oracle, ...(isText && { text: true }) };
  const good = Math.floor(exploration / 2);
  const numRuns = takesPassword(target, media) ? Math.min(good, maxWrongCredentials) : good;
  const values = fc.sample(arbitrary(schema, context), { seed, numRuns });
  const faults = fc.sample(faultyArbitrary(schema, context), { seed, numRuns: exploration - good });
  for (const [index, value] of values.entries()) {
    const variation = {
      keyword: 'random',
      side: 'pass',
      variant: `seed-${seed}-${index}`,
      owner: {},
      pointer: '',
      fields: [],
      value,
    } as const;
    yield* toSchemaCase(target, media, variation, '');
  }
  for (const [index, fault] of faults.entries()) yield* toSchemaCase(target, media, fault, fault.pointer, ` seed-${seed}-${index}`);
}
