import type { Expectation, Gap } from '../case.ts';
import type { Location } from '../spec/location.ts';
import type { Operation, Schema, Schemas } from '../spec/spec.ts';
import { isDocumented, isNamed } from './answers.ts';
import { authorize } from './credential.ts';
import { assemble } from './parameters.ts';
import { matches } from './paths.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import type { Target } from './target.ts';

const common = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];
/** Servers answer these by themselves unless they are told otherwise. */
const special = ['HEAD', 'OPTIONS', 'TRACE'];

/** The methods that a path does not have, once for each path. */
export function* toMethodCases(target: Target): Generator<Sketch | Gap> {
  const { contract, operation } = target;
  const siblings = contract.spec.operations.filter(({ path }) => path === operation.path);
  const judge = siblings.find((sibling) => isNamed(sibling, '405')) ?? siblings[0];
  if (operation !== judge) return;
  const bare = assemble(operation, target.parameters.texts);
  const taken = new Set(contract.spec.operations.filter((other) => matches(other, bare.path)).map(({ method }) => method));
  for (const method of [...common, ...special].filter((candidate) => !taken.has(candidate))) {
    const reason = special.includes(method) ? whyUnsure(operation, method, taken) : undefined;
    if (reason === undefined)
      yield toSketch(target, {
        kind: 'method',
        at: placeOf(operation),
        where: '',
        rule: 'method',
        variant: method,
        side: 'fail',
        title: `${method}, which this path does not know`,
        draft: authorize(contract, operation, { ...bare, method }),
        expect: refuseMethod(target, siblings),
      });
    else yield toGap(target, operation.at, method, 'fail', reason);
  }
}

function placeOf(operation: Operation): Location {
  return operation.responses.find(({ status }) => status === '405')?.at ?? operation.at;
}

function whyUnsure(operation: Operation, method: string, taken: ReadonlySet<string>): string | undefined {
  if (!isNamed(operation, '405')) return 'no 405 is documented, and servers may answer this method by themselves';
  const answersHead =
    method === 'HEAD' && taken.has('GET') && !operation.responses.some(({ status, headers }) => status === '405' && hasAllow(headers));
  return answersHead ? 'HEAD belongs to GET unless `Allow` says otherwise (RFC 9110, 9.3.2)' : undefined;
}

function refuseMethod({ operation, contract }: Target, siblings: readonly Operation[]): Expectation {
  if (!isNamed(operation, '405')) {
    const documented = isDocumented(operation, '405');
    return documented ? { statuses: ['404', '405'], documented } : { statuses: ['404', '405', '501'], documented };
  }
  const stated = operation.responses
    .flatMap(({ status, headers }) => (status === '405' ? headers : []))
    .find((header) => hasAllow([header]));
  const allow =
    (stated && valuesOf(stated.schema, contract.spec.schemas)) ??
    siblings
      .map(({ method }) => method)
      .toSorted()
      .join(', ');
  return { statuses: ['405'], documented: true, headers: { allow } };
}

function hasAllow(headers: readonly { name: string }[]): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'allow');
}

/** The values that a header's schema allows by name. */
function valuesOf(schema: Schema, schemas: Schemas): string | string[] | undefined {
  const target = schemas.deref(schema);
  if (typeof target !== 'object') return undefined;
  if (typeof target['const'] === 'string') return target['const'];
  return Array.isArray(target['enum']) ? target['enum'].map(String) : undefined;
}
