import { type Config, createConfig, type Oas3Rule } from '@redocly/openapi-core';
import { clientName } from './client-name.ts';

/**
 * What types, routes and clients cannot be made without. Taste is the business of `lint`: a half-finished edit must still generate, so that the
 * compiler can name the handler that has to follow.
 */
const rules = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'no-identical-paths': 'error',
  'operation-operationId': 'error',
  'operation-operationId-unique': 'error',
  'operation-parameters-unique': 'error',
  'path-declaration-must-exist': 'error',
  'path-not-include-query': 'error',
  'path-parameters-defined': 'error',
  'spec-components-invalid-map-name': 'error',
  'codegen/operation-name': 'error',
  'codegen/client-name': 'error',
  'codegen/value-reference': 'warn',
} as const;

/** JavaScript calls these by itself: a client with a method `then` would be called by the first `await` it passes. */
const calledByLanguage = ['then', 'toJSON', 'toString', 'valueOf'];

/** What a client has beside the methods of its operations. */
const ofTheClient = ['api', 'safe', 'session'];

// An operationId becomes a method, a key and a file name.
const operationName: Oas3Rule = () => ({
  Operation({ operationId }, { report, location }) {
    // OpenAPI 3.0 has no webhooks: nothing is made of them.
    if (operationId === undefined || location.pointer.startsWith('#/x-webhooks/')) return;
    const refuse = (why: string, ...suggest: string[]) =>
      report({ message: `operationId \`${operationId}\` ${why}`, location: location.child('operationId'), suggest });
    if (calledByLanguage.includes(operationId)) refuse('is a method that JavaScript calls by itself.');
    else if (ofTheClient.includes(operationId)) refuse('is what every client has beside its operations.');
    else if (!/^[A-Za-z]\w*$/.test(operationId))
      refuse('cannot name a method: letters, digits and `_`, a letter first.', ...toMethod(operationId));
  },
});

/** `repos/list-for-org` would be `reposListForOrg`. */
function toMethod(operationId: string): string[] {
  const [first = '', ...words] = operationId.match(/[A-Za-z0-9]+/g) ?? [];
  const name = [first, ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  return /^[A-Za-z]/.test(name) && ![...calledByLanguage, ...ofTheClient].includes(name) ? [name] : [];
}

// No fault: whoever bundles has to know where a reference stands for an example or a text.
const valueReference: Oas3Rule = () => ({
  ref: (_, { report, type }) => void (type.name === 'scalar' && report({ message: 'A value by reference.' })),
});

export function createRules(): Promise<Config> {
  const oas3 = { 'operation-name': operationName, 'client-name': clientName, 'value-reference': valueReference };
  return createConfig({ rules, plugins: [{ id: 'codegen', rules: { oas3 } }] });
}
