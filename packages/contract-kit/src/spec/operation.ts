import { entries, get, locate, type Graph, type Node } from './graph.ts';
import { extensionsOf } from './extensions.ts';
import { SpecError, type Location } from './location.ts';
import type { Purpose, SchemaReader } from './schemas.ts';
import { findSecurity, readSecurity } from './security.ts';
import type { Example, Header, MediaType, Operation, Parameter, RequestBody, ResponseSpec, Schema, SecurityScheme } from './spec.ts';

export interface Context {
  graph: Graph;
  schemas: SchemaReader;
  securitySchemes: readonly SecurityScheme[];
  /** What bodies are read for: those of a request that the server sends are an answer to whoever gets it. */
  purposes: Readonly<Record<'request' | 'response', Purpose>>;
}

interface Place {
  template: string;
  /** Upper case. */
  method: string;
  /** The path item. */
  item: Node;
  node: Node;
  /** The path of the server. */
  base: string;
}

const places = ['path', 'query', 'header', 'cookie'] as const;
/** OpenAPI: "If in is header and the name is Accept, Content-Type or Authorization, the parameter definition SHALL be ignored". */
const ignoredHeaders = ['accept', 'content-type', 'authorization'];

export function readOperation(context: Context, { template, method, item, node, base }: Place): Operation {
  const { graph } = context;
  const body = get(node, 'requestBody');
  const security = findSecurity(node, graph.root);
  const deprecated = get(node, 'deprecated');
  return {
    id: idOf(node, method, template),
    method,
    template,
    path: base + template,
    parameters: readParameters(context, item, node),
    body: body.value === undefined ? undefined : readBody(context, graph.follow(body)),
    responses: entries(get(node, 'responses')).flatMap(([status, response]) =>
      status.startsWith('x-') ? [] : [{ ...readResponse(context, status, graph.follow(response)), ...namedAt(context, response) }],
    ),
    security: readSecurity(context.securitySchemes, node, graph.root),
    ...(security && { securityAt: locate(security) }),
    ...(deprecated.value === true && { deprecatedAt: locate(deprecated) }),
    extensions: extensionsOf(node.value),
    at: locate(node),
  };
}

/** Its operationId, or method and path where it has none. */
export function idOf(node: Node, method: string, template: string): string {
  const id = get(node, 'operationId').value;
  return typeof id === 'string' && id !== '' ? id : `${method} ${template}`;
}

/** Those of the operation replace those of the path with the same name and place. */
function readParameters(context: Context, item: Node, node: Node): Parameter[] {
  const all = [...entries(get(item, 'parameters')), ...entries(get(node, 'parameters'))];
  const parameters = all.map(([, reference]) => ({
    ...readParameter(context, context.graph.follow(reference)),
    ...namedAt(context, reference),
  }));
  const byKey = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return [...byKey.values()].filter(({ in: place, name }) => place !== 'header' || !ignoredHeaders.includes(name.toLowerCase()));
}

function namedAt({ graph }: Context, reference: Node): { namedAt?: Location } {
  return graph.follow(reference) === reference ? {} : { namedAt: locate(reference) };
}

function readParameter(context: Context, node: Node): Parameter {
  const place = places.find((candidate) => candidate === get(node, 'in').value);
  if (!place) throw new SpecError('a parameter is `in` path, query, header or cookie', locate(node));
  const [content] = readContent(context, get(node, 'content'), context.purposes.request);
  const style = get(node, 'style').value ?? (place === 'path' || place === 'header' ? 'simple' : 'form');
  return {
    name: String(get(node, 'name').value),
    in: place,
    required: get(node, 'required').value === true,
    schema: content?.schema ?? readSchema(context, get(node, 'schema'), context.purposes.request) ?? true,
    style: String(style),
    explode: Boolean(get(node, 'explode').value ?? style === 'form'),
    allowReserved: get(node, 'allowReserved').value === true,
    allowEmptyValue: get(node, 'allowEmptyValue').value === true,
    mediaType: content?.mediaType,
    examples: content?.examples ?? readExamples(context, node),
    at: locate(node),
  };
}

function readBody(context: Context, node: Node): RequestBody {
  const content = readContent(context, get(node, 'content'), context.purposes.request);
  return { required: get(node, 'required').value === true, content, at: locate(node) };
}

function readResponse(context: Context, status: string, node: Node): ResponseSpec {
  return {
    status: status.toUpperCase().replace('DEFAULT', 'default'),
    headers: entries(get(node, 'headers')).map(([name, reference]) => ({
      ...readHeader(context, name, context.graph.follow(reference)),
      ...namedAt(context, reference),
    })),
    content: readContent(context, get(node, 'content'), context.purposes.response),
    examples: entries(get(node, 'x-examples')).map(([name, example]) => readExample(name, context.graph.follow(example))),
    at: locate(node),
  };
}

function readHeader(context: Context, name: string, node: Node): Header {
  const [content] = readContent(context, get(node, 'content'), context.purposes.response);
  const schema = content?.schema ?? readSchema(context, get(node, 'schema'), context.purposes.response) ?? true;
  return { name, required: get(node, 'required').value === true, schema, at: locate(node) };
}

function readContent(context: Context, node: Node, purpose: Purpose): MediaType[] {
  return entries(node).map(([mediaType, entry]) => {
    const target = context.graph.follow(entry);
    return {
      mediaType: mediaType.toLowerCase(),
      schema: readSchema(context, get(target, 'schema'), purpose),
      examples: readExamples(context, target),
      encoding: (get(target, 'encoding').value ?? {}) as MediaType['encoding'],
      at: locate(entry),
    };
  });
}

function readSchema({ schemas }: Context, node: Node, purpose: Purpose): Schema | undefined {
  return node.value === undefined ? undefined : schemas.read(node, purpose);
}

function readExamples({ graph }: Context, node: Node): Example[] {
  const single = get(node, 'example');
  const several = entries(get(node, 'examples')).map(([name, example]) => readExample(name, graph.follow(example)));
  return single.value === undefined ? several : [...several, { name: 'example', value: single.value, extensions: {}, at: locate(single) }];
}

function readExample(name: string, node: Node): Example {
  const value = get(node, 'value');
  return { name, extensions: extensionsOf(node.value), at: locate(node), ...(value.value !== undefined && { value: value.value }) };
}
