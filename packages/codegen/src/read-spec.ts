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
import { clientName } from './client-name.ts';
import type { Finding } from './finding.ts';
import { dereference, isObject, type JsonObject } from './json.ts';

/** `locate` says where a JSON pointer of the document's root, such as `#/x-session/begin`, stands in its file. */
export type Reading = { document: JsonObject; locate(pointer: string): Pick<Finding, 'file' | 'line' | 'col'> } | { findings: Finding[] };

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
} as const;

/** JavaScript calls these by itself: a client with a method `then` would be called by the first `await` it passes. */
const calledByLanguage = ['then', 'toJSON', 'toString', 'valueOf'];

/** What a client has beside the methods of its operations. */
const ofTheClient = ['api', 'safe', 'session'];

// An operationId becomes a method, a key and a file name.
const operationName: Oas3Rule = () => ({
  Operation({ operationId }, { report, location }) {
    if (operationId === undefined) return;
    const refuse = (why: string) => report({ message: `operationId \`${operationId}\` ${why}`, location: location.child('operationId') });
    if (calledByLanguage.includes(operationId)) refuse('is a method that JavaScript calls by itself.');
    else if (ofTheClient.includes(operationId)) refuse('is what every client has beside its operations.');
    else if (!/^[A-Za-z]\w*$/.test(operationId)) refuse('cannot name a method: letters, digits and `_`, a letter first.');
  },
});

export function createRules(): Promise<Config> {
  return createConfig({
    rules,
    plugins: [{ id: 'codegen', rules: { oas3: { 'operation-name': operationName, 'client-name': clientName } } }],
  });
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
    const { source, parsed } = bundled;
    const locate = (pointer: string) => {
      const { start } = getLineColLocation({ source, pointer, reportOnKey: false });
      return { file, line: start.line, col: start.col };
    };
    if (isObject(parsed) && typeof parsed['openapi'] === 'string') return { document: withPathItems(parsed), locate };
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
