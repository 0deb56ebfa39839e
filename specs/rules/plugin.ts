import type { NodeType, Oas3Rule } from '@redocly/openapi-core';
import { challenge } from './challenge.ts';
import { closedObject } from './closed-object.ts';
import { collectionMaximum } from './collection-maximum.ts';
import { declaredFailures } from './declared-failures.ts';
import { knownExtensions } from './known-extensions.ts';
import { knownFormat } from './known-format.ts';
import { namedExamples } from './named-examples.ts';
import { noDefaultOnRequired } from './no-default-on-required.ts';
import { operationId } from './operation-id.ts';
import { pairedExamples } from './paired-examples.ts';
import { responseHeaders } from './response-headers.ts';
import { stringMaximum } from './string-maximum.ts';
import { validExamples } from './valid-examples.ts';

const id = 'house';

/** What the rule finds at a schema, or at any node, depends on that node alone; a linter that sees the node again may remember it. */
function local<Rule extends Oas3Rule>(rule: Rule): Rule & { isLocal: true } {
  return Object.assign(rule, { isLocal: true as const });
}

const rules = {
  challenge,
  'closed-object': closedObject,
  'collection-maximum': local(collectionMaximum),
  'declared-failures': declaredFailures,
  'known-extensions': local(knownExtensions),
  'known-format': local(knownFormat),
  'named-examples': local(namedExamples),
  'no-default-on-required': noDefaultOnRequired,
  'operation-id': operationId,
  'paired-examples': pairedExamples,
  'response-headers': responseHeaders,
  'string-maximum': local(stringMaximum),
  'valid-examples': validExamples,
} satisfies Record<string, Oas3Rule>;

export type HouseRule = keyof typeof rules;
export const houseRules = Object.keys(rules) as HouseRule[];

/** The house rules as a Redocly plugin; its preset `house/all` makes each of them an error. */
export default function plugin() {
  return {
    id,
    rules: { oas3: rules },
    configs: { all: { rules: Object.fromEntries(houseRules.map((name) => [`${id}/${name}`, 'error' as const])) } },
    // A response without a body has no media type to hang its examples on, yet each needs its pair.
    typeExtension: {
      oas3: ({ Response, ...types }: Record<string, NodeType>) => ({
        ...types,
        ...(Response && { Response: { ...Response, properties: { ...Response.properties, 'x-examples': 'ExamplesMap' } } }),
      }),
    },
  };
}
