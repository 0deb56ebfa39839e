import { dereference, isObject, type JsonObject } from '@countersign/codegen/json';

/** An answer that the contract shows, and what it says of the request that gets it. */
export interface Example {
  name: string;
  /** As documented: `404`, `4XX`, `default`. */
  key: string;
  /** The one that it is shown with if nobody wants another of its key. */
  status: number;
  /** Undefined for an answer without a body. */
  mediaType: string | undefined;
  /** Undefined without a body, and for one that is kept elsewhere (`externalValue`). */
  value: unknown;
  /** The request example of the same name. */
  body: RequestBody | undefined;
  /** How its request differs from the usual one; empty if nothing says so. */
  deviation: Deviation;
  /** The state of the server in which it comes; a request alone does not bring it about. */
  given: string | undefined;
}

export interface RequestBody {
  mediaType: string;
  value: unknown;
}

/** `x-request`, as CONTRIBUTING explains it. */
export interface Deviation {
  method?: string;
  /** From the root of the server. */
  path?: string;
  /** Null leaves one out. */
  headers?: Readonly<Record<string, string | null>>;
  /** The value of the request example is the body as it stands. */
  raw?: boolean;
  /** Bytes, filled up with spaces. */
  padTo?: number;
  /** `api.operation.example`, whose answer fills `headers` and `set`. */
  after?: string;
  /** Properties of the body. */
  set?: Readonly<Record<string, string>>;
}

/** Every example of every answer of an operation, once for each request example of its name. */
export function examplesOf(document: JsonObject, { requestBody, responses }: JsonObject): Example[] {
  const requests = bodiesOf(document, dereference(document, requestBody));
  const answers = Object.entries(isObject(responses) ? responses : {});
  return answers.flatMap(([key, reference]) => {
    const response = dereference(document, reference);
    const status = toStatus(key, answers.length);
    // Without a body there is no place for examples in OpenAPI.
    const bare = namedIn(document, response['x-examples']).map(([name, node]) => ({ name, node, mediaType: undefined }));
    return [...bodiesOf(document, response), ...bare].flatMap((shown) => {
      const partners = requests.filter(({ name }) => name === shown.name);
      return (partners.length > 0 ? partners : [undefined]).map((request) => toExample({ key, status }, shown, request));
    });
  });
}

interface Shown {
  name: string;
  mediaType: string | undefined;
  node: JsonObject;
}

function toExample(code: Pick<Example, 'key' | 'status'>, { name, mediaType, node }: Shown, request: Shown | undefined): Example {
  const given = node['x-given'] ?? request?.node['x-given'];
  return {
    name,
    ...code,
    mediaType,
    value: node['value'],
    body: request && { mediaType: request.mediaType ?? '', value: request.node['value'] },
    deviation: { ...toDeviation(request?.node), ...toDeviation(node) },
    given: typeof given === 'string' ? given : undefined,
  };
}

/** `4XX` is answered as 400. `default` is what goes wrong, unless it is all there is. */
function toStatus(key: string, keys: number): number {
  if (key === 'default') return keys > 1 ? 500 : 200;
  return Number(key.replaceAll(/x/gi, '0'));
}

function bodiesOf(document: JsonObject, { content }: JsonObject): Shown[] {
  return Object.entries(isObject(content) ? content : {}).flatMap(([mediaType, reference]) => {
    const media = dereference(document, reference);
    // The only example of a body has no name; Prism calls it so.
    const single: [string, JsonObject][] = 'example' in media ? [['default', { value: media['example'] }]] : [];
    return [...namedIn(document, media['examples']), ...single].map(([name, node]) => ({ name, mediaType, node }));
  });
}

function namedIn(document: JsonObject, examples: unknown): [name: string, node: JsonObject][] {
  return Object.entries(isObject(examples) ? examples : {}).map(([name, node]) => [name, dereference(document, node)]);
}

/** Its shape is what the house rules hold it to. */
function toDeviation(node: JsonObject | undefined): Deviation {
  const deviation = node?.['x-request'];
  return isObject(deviation) ? deviation : {};
}
