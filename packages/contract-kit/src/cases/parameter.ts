import { variations } from '../values/variations.ts';
import type { Expectation, Gap } from '../case.ts';
import type { Parameter } from '../spec/spec.ts';
import { accept, refuse } from './answers.ts';
import { shownValues, type Texts } from './parameters.ts';
import { locateKeyword, toGap, toSketch, type Sketch } from './sketch.ts';
import { serialize } from './style.ts';
import { compose, type Target } from './target.ts';

/** Both sides of each keyword of each parameter, and what is left out. */
export function* toParameterCases(target: Target): Generator<Sketch | Gap> {
  for (const parameter of target.operation.parameters) {
    try {
      yield* toKeywordCases(target, parameter);
    } catch (error) {
      yield toGap(target, parameter.at, parameter.name, 'pass', error instanceof Error ? error.message : String(error));
    }
    if (parameter.required && parameter.in !== 'path') yield toMissingCase(target, parameter);
  }
}

function* toKeywordCases(target: Target, parameter: Parameter): Generator<Sketch | Gap> {
  const { contract, parameters } = target;
  const { schemas } = contract.spec;
  const chosen = parameters.values.get(parameter);
  const bases = [...(chosen === undefined ? [] : [chosen]), ...shownValues(contract, parameter)];
  const isText = parameter.mediaType === undefined;
  const found = variations(parameter.schema, bases, { schemas, oracle: contract.oracle, ...(isText && { text: true }) });
  for (const { keyword, side, owner, reason } of found.unreachable)
    yield toGap(target, locateKeyword(target, owner, keyword, parameter.at), keyword, side, reason);
  for (const { keyword, side, variant, owner, pointer, value } of found.variations) {
    const texts = serialize(parameter, value);
    if (!texts) continue;
    yield toSketch(target, {
      kind: 'parameter',
      at: locateKeyword(target, owner, keyword, parameter.at),
      where: `${parameter.in} ${parameter.name} ${pointer}`,
      rule: keyword,
      variant,
      side,
      title: `${parameter.name} in the ${parameter.in}: ${keyword}, ${variant}`,
      draft: compose(target, target.base, new Map([...parameters.texts, [parameter, texts]])),
      expect: side === 'pass' ? accept(target) : blame(target, parameter),
    });
  }
}

function toMissingCase(target: Target, parameter: Parameter): Sketch {
  const texts: Texts = new Map([...target.parameters.texts].filter(([other]) => other !== parameter));
  return toSketch(target, {
    kind: 'parameter',
    at: parameter.at,
    where: `${parameter.in} ${parameter.name}`,
    rule: 'required',
    variant: 'missing',
    side: 'fail',
    title: `${parameter.name} is missing in the ${parameter.in}`,
    draft: compose(target, target.base, texts),
    expect: blame(target, parameter),
  });
}

function blame(target: Target, { name, in: place }: Parameter): Expectation {
  const others = target.operation.parameters.map((parameter) => parameter.name).filter((other) => other !== name);
  return { ...refuse(target, ...(place === 'path' ? ['404'] : [])), fields: [name], others: [...new Set(others)] };
}
