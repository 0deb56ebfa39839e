import { documents as generated } from './documents.gen.ts';
import type { ApiName } from './index.ts';

/** A bundled OpenAPI 3.1 document. Every `$ref` in it points into its own `components`. Fields not named here are in it as well. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  servers?: { url: string }[];
  security?: Security[];
  paths: { [path: string]: PathItem };
  components?: {
    schemas?: Named<Schema>;
    responses?: Named<Response>;
    parameters?: Named<Parameter>;
    examples?: Named<Example>;
    requestBodies?: Named<RequestBody>;
    headers?: Named<Header>;
    securitySchemes?: Named<{ type: string }>;
  };
}

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

export type PathItem = { summary?: string; description?: string; parameters?: (Parameter | Reference)[] } & { [M in Method]?: Operation };

export interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: { [status: string]: Response | Reference };
  security?: Security[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

export interface RequestBody {
  required?: boolean;
  content: { [mediaType: string]: MediaType };
}

export interface Response {
  description: string;
  headers?: { [name: string]: Header | Reference };
  content?: { [mediaType: string]: MediaType };
}

export interface Header {
  required?: boolean;
  schema?: Schema;
}

export interface MediaType {
  schema?: Schema;
  examples?: { [name: string]: Example | Reference };
}

export interface Example {
  summary?: string;
  value?: unknown;
}

/** A JSON Schema (2020-12), or a reference to one. */
export type Schema = { [keyword: string]: unknown };

export interface Reference {
  $ref: string;
}

type Named<T> = { [name: string]: T | Reference };

type Security = { [scheme: string]: string[] };

/**
 * The bundled document of each API, for the server and the tests; browsers take `apis` of the package's main entry.
 * All importers share one copy: clone it for a library that writes into what it is given, as express-openapi-validator does.
 */
// The cast is earned: nothing is generated from a file that is not structurally OpenAPI.
export const documents = generated as { readonly [A in ApiName]: OpenApiDocument };
