import fc from 'fast-check';
import { arbitrary, faultyArbitrary } from '../values/arbitrary.ts';
import type { Variation } from '../values/variation.ts';
import type { Case, Gap } from '../case.ts';
import type { MediaType, Operation, Spec } from '../spec/spec.ts';
import { createContract, type CaseOptions } from './contract.ts';
import { formOf } from './encode.ts';
import { identify } from './identity.ts';
import { maxWrongCredentials, takesPassword, toSchemaCase } from './schema.ts';
import type { Sketch } from './sketch.ts';
import { createTarget, type Target } from './target.ts';

/** Random bodies of one media type: valid ones, or ones with exactly one fault. */
interface Explorer {
  media: MediaType;
  side: Case['side'];
  values: fc.Arbitrary<Variation>;
  count: number;
}

/** Random bodies, half of them valid and half of them with one fault. The seed gives always the same ones. */
export function* toRandomCases(target: Target): Generator<Sketch | Gap> {
  const { seed } = target.contract;
  for (const { media, side, values, count } of explorersOf(target))
    for (const [index, value] of fc.sample(values, { seed, numRuns: count }).entries()) {
      const note = `seed-${seed}-${index}`;
      if (side === 'pass') yield* toSchemaCase(target, media, { ...value, variant: note }, '');
      else yield* toSchemaCase(target, media, value, value.pointer, ` ${note}`);
    }
}

/**
 * The smallest random request of an operation, found from the same seed, that fails as well as the one that was sent. Undefined if none fails in
 * the time there is, in milliseconds.
 */
export async function shrink(
  { spec, operation, side }: { spec: Spec; operation: Operation; side: Case['side'] },
  options: CaseOptions,
  { fails, time }: { fails: (test: Case) => Promise<boolean>; time: number },
): Promise<Case | undefined> {
  const target = createTarget(createContract(spec, options), operation);
  const { seed } = target.contract;
  for (const explorer of explorersOf(target).filter((candidate) => candidate.side === side)) {
    const toCase = (value: Variation) =>
      identify([
        ...toSchemaCase(target, explorer.media, { ...value, variant: `${value.variant} seed-${seed}-smallest` }, value.pointer),
      ])[0];
    const property = fc.asyncProperty(explorer.values, async (value) => {
      const test = toCase(value);
      return test === undefined || !(await fails(test));
    });
    const { counterexample } = await fc.check(property, { seed, numRuns: explorer.count, interruptAfterTimeLimit: time });
    if (counterexample) return toCase(counterexample[0]);
  }
  return undefined;
}

function explorersOf(target: Target): Explorer[] {
  return [...target.bases].flatMap(([media, bases]) =>
    formOf(media.mediaType) !== undefined && typeof media.schema === 'object' && bases.length > 0 ? toExplorers(target, media) : [],
  );
}

function toExplorers(target: Target, media: MediaType): Explorer[] {
  const { spec, oracle, exploration } = target.contract;
  const { schema } = media;
  if (exploration <= 0 || schema === undefined) return [];
  const context = { schemas: spec.schemas, oracle, ...(formOf(media.mediaType) !== 'json' && { text: true }) };
  const half = Math.floor(exploration / 2);
  const toVariation = (value: unknown) =>
    ({ keyword: 'random', side: 'pass', variant: '', owner: {}, pointer: '', fields: [], value }) as const;
  const good = takesPassword(target, media) ? Math.min(half, maxWrongCredentials) : half;
  return [
    { media, side: 'pass', values: arbitrary(schema, context).map(toVariation), count: good },
    { media, side: 'fail', values: faultyArbitrary(schema, context), count: exploration - half },
  ];
}
