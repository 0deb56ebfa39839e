import { isAnswer } from '../exchange.ts';
import type { Fixtures } from '../fixtures.ts';
import type { Result } from '../result.ts';
import type { Parameter, Schemas } from '../spec/spec.ts';
import type { Contract } from '../suite/contracts.ts';

/** What a person can do about many failures at once: credentials and values that neither the contract nor the fixtures have. */
export function hintsOf({ cases, gaps, spec }: Contract, results: readonly Result[], fixtures: Fixtures | undefined): string[] {
  if (cases.length === 0) return [];
  const unknown = new Set(gaps.flatMap(({ reason }) => /^no credentials for (.+) are known/.exec(reason)?.[1] ?? []));
  const isRefused = results.some(({ case: { expect }, exchanges }) => expect.credentials === 'made-up' && statusOf(exchanges) === 401);
  const strangers = isRefused
    ? [...unknown].map((name) => `no credentials for ${name} are known: name them in a fixtures file (--fixtures) to get behind them`)
    : [];
  return [...strangers, ...new Set(results.flatMap((result) => adviseOnValue(result, spec.schemas, fixtures) ?? []))];
}

/** The usual request of an operation names something by a value that was made up. */
function adviseOnValue({ case: { rule, operation, request }, exchanges }: Result, schemas: Schemas, fixtures?: Fixtures) {
  if (rule !== 'usual' || statusOf(exchanges) !== 404) return undefined;
  const values = { ...fixtures?.values['*'], ...fixtures?.values[operation.id] };
  const madeUp = operation.parameters.filter(({ in: place, name }) => place === 'path' && !Object.hasOwn(values, name));
  const names = madeUp.filter((parameter) => !isShown(parameter, schemas)).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `${request.method} ${request.path} was not found: give ${names.join(' and ')} an example, or a value in a fixtures file (--fixtures)`;
}

function isShown({ examples, schema }: Parameter, schemas: Schemas): boolean {
  const target = schemas.deref(schema);
  return examples.length > 0 || (typeof target === 'object' && schemas.examplesOf(target).length > 0);
}

function statusOf(exchanges: Result['exchanges']): number | undefined {
  const answer = exchanges.at(-1)?.answer;
  return answer && isAnswer(answer) ? answer.status : undefined;
}
