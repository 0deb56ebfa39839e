import {
  BaseResolver,
  bundle,
  type Config,
  createConfig,
  getLineColLocation,
  isAbsoluteUrl,
  lint,
  type NormalizedProblem,
  type Oas3Rule,
  ResolveError,
  YamlParseError,
} from '@redocly/openapi-core';
import type { Finding } from './finding.ts';
import { dereference, isObject, type JsonObject } from './json.ts';

export type Reading = { document: JsonObject } | { findings: Finding[] };

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
} as const;

/** JavaScript calls these by itself: a client with a method `then` would be called by the first `await` it passes. */
const calledByLanguage = ['then', 'toJSON', 'toString', 'valueOf'];

// An operationId becomes a method, a key and a file name.
const operationName: Oas3Rule = () => ({
  Operation({ operationId }, { report, location }) {
    if (operationId === undefined) return;
    const message = calledByLanguage.includes(operationId)
      ? `operationId \`${operationId}\` is a method that JavaScript calls by itself.`
      : `operationId \`${operationId}\` cannot name a method: letters, digits and \`_\`, a letter first.`;
    if (calledByLanguage.includes(operationId) || !/^[A-Za-z]\w*$/.test(operationId))
      report({ message, location: location.child('operationId') });
  },
});

export function createRules(): Promise<Config> {
  return createConfig({ rules, plugins: [{ id: 'codegen', rules: { oas3: { 'operation-name': operationName } } }] });
}

/** Reads one OpenAPI file and bundles it with all that it refers to into one document, or tells what is wrong with it. */
export async function readSpec(file: string, config: Config): Promise<Reading> {
  // Bundling rewrites what the resolver has read, so no two APIs share a resolver.
  const externalRefResolver = createResolver();
  try {
    const problems = await lint({ ref: file, config, externalRefResolver });
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { findings: errors.map((problem) => toFinding(problem, file)) };
    const { bundle: bundled, problems: conflicts } = await bundle({ ref: file, config, externalRefResolver });
    const failures = conflicts.filter(({ severity }) => severity === 'error');
    if (failures.length > 0) return { findings: failures.map((problem) => toFinding(problem, file)) };
    if (isObject(bundled.parsed) && typeof bundled.parsed['openapi'] === 'string') return { document: withPathItems(bundled.parsed) };
    throw new Error('This is not an OpenAPI 3 document.');
  } catch (error) {
    return { findings: [fromError(error, file)] };
  }
}

/** Path items in place of their `$ref`, so that whoever walks the paths sees every operation. */
function withPathItems(document: JsonObject): JsonObject {
  const { pathItems: _, ...components } = isObject(document['components']) ? document['components'] : {};
  const inline = (items: unknown) =>
    Object.fromEntries(Object.entries(isObject(items) ? items : {}).map(([path, item]) => [path, dereference(document, item)]));
  const webhooks = 'webhooks' in document ? { webhooks: inline(document['webhooks']) } : {};
  return { ...document, paths: inline(document['paths']), ...webhooks, components };
}

/** A `$ref` to a URL would make the output depend on the network and on the day. */
function createResolver(): BaseResolver {
  const resolver = new BaseResolver();
  const load = resolver.loadExternalRef.bind(resolver);
  resolver.loadExternalRef = async (ref) => {
    if (isAbsoluteUrl(ref)) throw new ResolveError(new Error(`a URL is not read: ${ref}`));
    return load(ref);
  };
  return resolver;
}

function toFinding({ message, ruleId, suggest, location }: NormalizedProblem, file: string): Finding {
  const [first] = location;
  if (!first) return { file, line: 1, col: 1, message, rule: ruleId };
  const { source, start } = getLineColLocation(first);
  const hint = suggest.length > 0 ? ` Did you mean: ${suggest.join(', ')}?` : '';
  return { file: source.absoluteRef, line: start.line, col: start.col, message: message + hint, rule: ruleId };
}

function fromError(error: unknown, file: string): Finding {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof YamlParseError)) return { file, line: 1, col: 1, message, rule: 'openapi' };
  const { source, line, col } = error;
  return { file: source.absoluteRef, line: line || 1, col: col || 1, message, rule: 'yaml' };
}
