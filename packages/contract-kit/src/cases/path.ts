import type { Expectation, Gap } from '../case.ts';
import { expectStatus, isNamed } from './answers.ts';
import { withBody } from './draft.ts';
import { assemble } from './parameters.ts';
import { matches } from './paths.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import type { Target } from './target.ts';

/** Paths that nearly are the operation's. */
export function* toPathCases(target: Target): Generator<Sketch | Gap> {
  const { contract, operation } = target;
  const { operations } = contract.spec;
  const isSure = knowsPaths(target);
  // Once for each method is enough where the contract says nothing of it.
  if (!isSure && operations.find(({ method }) => method === operation.method) !== operation) return;
  const { path } = assemble(operation, target.parameters.texts);
  const base = operation.path.slice(0, operation.path.length - operation.template.length);
  const expect: Expectation = isSure ? { statuses: ['404'], documented: true } : expectStatus(target, '404');
  for (const [variant, wrong] of [['unknown', `${base}/contract-kit-unknown`] as const, ...(isSure ? nearby(path) : [])]) {
    const at = operation.responses.find(({ status }) => status === '404')?.at ?? operation.at;
    const taken = operations.find((other) => matches(other, wrong));
    if (taken) yield toGap(target, at, 'path', 'fail', `${wrong} is a path of ${taken.id}`);
    else
      yield toSketch(target, {
        kind: 'path',
        at,
        where: '',
        rule: 'path',
        variant,
        side: 'fail',
        title: `${wrong}, a path that is not there`,
        draft: { ...withBody(target.usual, target.usual.body), path: wrong },
        expect,
      });
  }
}

/** 404 is for paths: an example shows one, or there is nothing else that could be missing. */
function knowsPaths({ operation, pairs }: Target): boolean {
  if (!isNamed(operation, '404')) return false;
  return pairs.some(({ status, deviation }) => status === '404' && deviation.path !== undefined) || !operation.template.includes('{');
}

function nearby(path: string): (readonly [variant: string, path: string])[] {
  const slash = path.lastIndexOf('/');
  const last = path.slice(slash + 1);
  const letter = /[a-z]/i.exec(last);
  const other = letter && (letter[0] === letter[0].toLowerCase() ? letter[0].toUpperCase() : letter[0].toLowerCase());
  return [
    ...(path.endsWith('/') ? [] : [['trailing-slash', `${path}/`] as const]),
    ...(letter && other
      ? [['other-letter-case', `${path.slice(0, slash + 1)}${last.slice(0, letter.index)}${other}${last.slice(letter.index + 1)}`] as const]
      : []),
    ...(last === '' ? [] : [['doubled-slash', `${path.slice(0, slash)}//${last}`] as const]),
  ];
}
