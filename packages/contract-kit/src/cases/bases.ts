import { sample } from '../values/sample.ts';
import type { MediaType, Operation } from '../spec/spec.ts';
import { fits, type Contract } from './contract.ts';
import { formOf } from './encode.ts';
import { propertiesOf } from './names.ts';
import { bodyExamples, deviationOf, isInvalid, type Deviation } from './pair.ts';

/** A body that fits its schema, and what has to happen before it is sent. */
export interface Base {
  media: MediaType;
  value: unknown;
  /** Of the example that it comes from; none for one that was made up. */
  deviation: Deviation | undefined;
  /** Its answer is 2xx, says the contract. */
  works: boolean;
}

/** Those of a media type that work, else those that nothing speaks against, else a made-up one, else none. */
export function basesOf(contract: Contract, operation: Operation, media: MediaType): Base[] {
  const shown = fittingExamples(contract, operation, media);
  const working = shown.filter(({ works }) => works);
  if (working.length > 0) return working;
  return shown.length > 0 ? shown : inventBase(contract, operation, media);
}

function fittingExamples(contract: Contract, operation: Operation, media: MediaType): Base[] {
  const pairs = contract.pairs(operation);
  return bodyExamples(operation).flatMap(({ media: own, example }) => {
    const deviation = deviationOf(example);
    const isOdd = deviation.raw ?? deviation.padTo ?? deviation.path ?? deviation.method;
    if (own !== media || isInvalid(example) || isOdd !== undefined || !fits(contract, media.schema, example.value)) return [];
    const answers = pairs.filter(({ request }) => request?.example === example);
    const works = answers.some(({ status, given }) => status.startsWith('2') && given === undefined);
    return works || answers.length === 0 ? [{ media, value: example.value, deviation, works }] : [];
  });
}

function inventBase(contract: Contract, operation: Operation, media: MediaType): Base[] {
  if (formOf(media.mediaType) === undefined) return [];
  const { spec, oracle } = contract;
  const built = sample(media.schema ?? true, { schemas: spec.schemas, oracle });
  if (!('value' in built)) return [];
  const filled = withFixtures(contract, operation, media, built.value);
  const fitting = [filled, built.value].find((candidate) => fits(contract, media.schema, candidate));
  return fitting === undefined ? [] : [{ media, value: fitting, deviation: undefined, works: false }];
}

/** With the values that exist, says whoever runs the kit. */
function withFixtures({ spec, fixtures }: Contract, { id }: Operation, media: MediaType, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const properties = propertiesOf(media.schema, spec.schemas);
  const known = Object.entries({ ...fixtures.values['*'], ...fixtures.values[id] }).filter(([name]) => properties.has(name));
  return { ...value, ...Object.fromEntries(known) };
}
