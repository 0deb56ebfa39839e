import type { Case, Gap } from '../case.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import { toBodyCases } from './body.ts';
import { createContract, type CaseOptions, type Contract } from './contract.ts';
import { toCredentialCases } from './credentials.ts';
import { toExampleCases } from './example.ts';
import { toRandomCases } from './explore.ts';
import { identify } from './identity.ts';
import { toMediaTypeCases } from './media-type.ts';
import { toMethodCases } from './method.ts';
import { toParameterCases } from './parameter.ts';
import { toPathCases } from './path.ts';
import { toSameAnswerCases } from './same-answer.ts';
import { toSchemaCases } from './schema.ts';
import { toSizeCases } from './size.ts';
import { isGap, type Maker, type Sketch } from './sketch.ts';
import { createTarget, type Target } from './target.ts';

const makers: readonly (readonly [rule: string, maker: Maker])[] = [
  ['example', toExampleCases],
  ['schema', toSchemaCases],
  ['parameter', toParameterCases],
  ['body', toBodyCases],
  ['media-type', toMediaTypeCases],
  ['size', toSizeCases],
  ['method', toMethodCases],
  ['path', toPathCases],
  ['credentials', toCredentialCases],
  ['same-answer', toSameAnswerCases],
  ['random', toRandomCases],
];

/**
 * Every case that a contract gives, and what it says that no case exercises. Pure: equal contracts, fixtures and seeds give equal cases in the
 * same order. Never throws for a contract that could be loaded; what cannot be understood is a gap.
 */
export function cases(spec: Spec, options: CaseOptions): { cases: Case[]; gaps: Gap[] } {
  const contract = createContract(spec, options);
  const wanted = spec.operations.filter(({ id }) => options.operations?.includes(id) ?? true);
  const found = wanted.map((operation) => findCases(contract, operation));
  return { cases: identify(found.flatMap(({ sketches }) => sketches)), gaps: found.flatMap(({ gaps }) => gaps) };
}

function findCases(contract: Contract, operation: Operation): { sketches: Sketch[]; gaps: Gap[] } {
  const sketches: Sketch[] = [];
  const gaps: Gap[] = [];
  const give = (rule: string, error: unknown) =>
    gaps.push({ operation, at: operation.at, rule, side: 'pass', reason: error instanceof Error ? error.message : String(error) });
  let target: Target | undefined;
  try {
    target = createTarget(contract, operation);
  } catch (error) {
    give('operation', error);
  }
  for (const [rule, make] of target ? makers : [])
    try {
      for (const finding of target ? make(target) : [])
        if (isGap(finding)) gaps.push(finding);
        else sketches.push(finding);
    } catch (error) {
      give(rule, error);
    }
  return { sketches, gaps };
}
