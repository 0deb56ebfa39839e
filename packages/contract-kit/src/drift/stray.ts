import type { Spec } from '../spec/spec.ts';
import type { Address } from './address.ts';
import { tidyPath } from './elsewhere.ts';
import type { Observation, Sighting } from './finding.ts';

/** An exchange with an address that a contract has not. */
export interface Stray {
  url: string;
  address: Extract<Address, { kind: 'undocumented' }>;
  sighting: Sighting;
  /** It was answered with JSON. */
  isData: boolean;
}

/**
 * What is wrong with a stray: an API answers 2xx at an address that its contract does not have. What it refuses, and what HTTP itself asks (`OPTIONS`,
 * `HEAD`), is as it should be. `isOwn`: the host is one that the contracts are served from.
 */
export function judgeStray({ address, sighting, isData }: Stray, isOwn: boolean): Observation | undefined {
  const { spec, methods, isVague } = address;
  const { method, status } = sighting;
  const isGood = status >= 200 && status < 300;
  if (!isGood || method === 'OPTIONS' || (method === 'HEAD' && methods.includes('GET'))) return undefined;
  if (isVague && !(isOwn && isData)) return undefined;
  const at = { file: spec.file, line: 1, column: 1, pointer: '' };
  const path = tidyPath(sighting.path);
  const isKnownPath = methods.length > 0;
  return {
    side: 'request',
    rule: isKnownPath ? 'method' : 'path',
    message: `answers ${method} ${path}, which the contract does not document`,
    expected: isKnownPath ? methods.join(', ') : 'one of its paths, or 404',
    actual: String(status),
    at: isKnownPath ? placeOf(spec, methods, path) : at,
  };
}

/** That of an operation at the same path. */
function placeOf({ operations, file }: Spec, methods: readonly string[], path: string): Observation['at'] {
  const sibling = operations.find((operation) => methods.includes(operation.method) && path.endsWith(operation.template));
  return sibling?.at ?? { file, line: 1, column: 1, pointer: '' };
}
