import type { Node } from './graph.ts';
import type { Location } from './location.ts';
import type { Purpose } from './schemas.ts';

/**
 * A JSON Schema of draft 2020-12 in which a `$ref` names another schema of the same `Schemas`, e.g. `schema:12`. Made from what the contract
 * says: OpenAPI 3.0's dialect is translated, what only a reader needs (examples, descriptions) is left out.
 */
export type Schema = boolean | SchemaObject;
export interface SchemaObject {
  readonly [keyword: string]: unknown;
}

/** All schemas of one contract. */
export interface Schemas {
  /** The schema that a `$ref` of these schemas names. */
  named(ref: string): Schema;
  /** Follows a `$ref` that stands alone, as often as needed; other schemas as they are. */
  deref(schema: Schema): Schema;
  /** Where a schema, or a keyword of it, is written. */
  locate(schema: SchemaObject, ...path: (string | number)[]): Location;
  /** The example values beside a schema: `example`, `examples`, `default`, in this order. */
  examplesOf(schema: SchemaObject): readonly unknown[];
  /** What a schema was made from; undefined for one of another contract. */
  originOf(schema: SchemaObject): Origin | undefined;
  /** Where something stands in this version of the contract. */
  find(place: Pick<Location, 'file' | 'pointer'>): Location;
}

/** Where a schema is written, and what it was read for. The same text gives another schema for a request than for an answer. */
export interface Origin {
  node: Node;
  purpose: Purpose;
}

/** What is written as `x-…` beside something. */
export type Extensions = Readonly<Record<`x-${string}`, unknown>>;

export interface Example {
  /** Its key under `examples`; `example` for the one without a name. */
  name: string;
  /** Absent where only the extensions say something (`x-examples` of a response without a body). */
  value?: unknown;
  extensions: Extensions;
  at: Location;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  schema: Schema;
  style: string;
  explode: boolean;
  allowReserved: boolean;
  allowEmptyValue: boolean;
  /** Written in this media type instead of by `style`. */
  mediaType: string | undefined;
  examples: readonly Example[];
  at: Location;
  /** Where it is named, if that is a reference to `at`. */
  namedAt?: Location;
}

export interface MediaType {
  /** Lower case, without parameters unless the contract writes some. */
  mediaType: string;
  /** Undefined: anything. */
  schema: Schema | undefined;
  examples: readonly Example[];
  /** By property, for forms. */
  encoding: Readonly<Record<string, { contentType?: string; style?: string; explode?: boolean }>>;
  at: Location;
}

export interface RequestBody {
  required: boolean;
  content: readonly MediaType[];
  at: Location;
}

export interface Header {
  name: string;
  required: boolean;
  schema: Schema;
  at: Location;
  /** Where it is named, if that is a reference to `at`. */
  namedAt?: Location;
}

export interface ResponseSpec {
  /** `200`, `4XX` or `default`. */
  status: string;
  headers: readonly Header[];
  content: readonly MediaType[];
  /** Examples of a response that has no body (`x-examples`). */
  examples: readonly Example[];
  at: Location;
  /** Where it is named, if that is a reference to `at`. */
  namedAt?: Location;
}

export interface SecurityScheme {
  /** Its key in `components.securitySchemes`. */
  key: string;
  kind: 'bearer' | 'basic' | 'http' | 'apiKey' | 'oauth2' | 'openIdConnect' | 'mutualTLS';
  /** Where an API key goes; `header` and `Authorization` for the others. */
  in: 'header' | 'query' | 'cookie';
  name: string;
  at: Location;
}

/** One alternative: all of these together. An empty one means that no credentials are needed. */
export type SecurityRequirement = readonly { scheme: SecurityScheme; scopes: readonly string[] }[];

export interface Operation {
  /** Its operationId, or method and path where it has none. */
  id: string;
  /** Upper case. */
  method: string;
  /** The template below the server, e.g. `/users/{id}`. */
  template: string;
  /** The template with the path of the server before it. */
  path: string;
  parameters: readonly Parameter[];
  body: RequestBody | undefined;
  responses: readonly ResponseSpec[];
  security: readonly SecurityRequirement[];
  /** Where that is said, be it for all operations; absent where nothing is. */
  securityAt?: Location;
  /** Where it is said that the operation is deprecated. */
  deprecatedAt?: Location;
  extensions: Extensions;
  at: Location;
}

/** What an OpenAPI file says, with places. */
export interface Spec {
  /** The file that was read, absolute. */
  file: string;
  /** A short name for ids and reports: the folder's, for a file named `openapi.*`; else the file's. */
  name: string;
  title: string;
  version: string;
  /** Paths or whole addresses, as written, without a `/` at the end. */
  servers: readonly string[];
  operations: readonly Operation[];
  /** The requests that the server sends: webhooks, and callbacks of operations. Read when they are asked for; throws a `SpecError`. */
  sent(): readonly Operation[];
  securitySchemes: readonly SecurityScheme[];
  schemas: Schemas;
  extensions: Extensions;
  /** Where `x-session` stands, if the contract has one. */
  sessionAt: Location | undefined;
  /** What is odd but does not stop anything, e.g. a format that nothing can check. */
  warnings: readonly { message: string; at: Location }[];
}
