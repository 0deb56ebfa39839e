import { apis as generated, type Apis } from './apis.gen.ts';

/** The name of an API: of its folder in `specs/`. */
export type ApiName = keyof Apis;

/** The name of an operation of an API: its `operationId`. */
export type OperationId<A extends ApiName> = keyof Apis[A]['operations'] & string;

type Spec<A extends ApiName, Op extends OperationId<A>> = Apis[A]['operations'][Op];

/** The JSON that an operation takes: `undefined` if it takes no body, with `| undefined` if the body may be left out. */
export type RequestBody<A extends ApiName, Op extends OperationId<A>> =
  Spec<A, Op> extends { requestBody: infer Body }
    ? Content<Body>
    : Spec<A, Op> extends { requestBody?: infer Body }
      ? Content<NonNullable<Body>> | undefined
      : undefined;

/** All parameters of an operation: `{ query, header, path, cookie }`, each `undefined` where it has none. */
export type Parameters<A extends ApiName, Op extends OperationId<A>> = Part<Spec<A, Op>, 'parameters'>;
export type PathParameters<A extends ApiName, Op extends OperationId<A>> = Part<Parameters<A, Op>, 'path'>;
export type QueryParameters<A extends ApiName, Op extends OperationId<A>> = Part<Parameters<A, Op>, 'query'>;

/** Every status that the contract names exactly. A range such as `4XX`, and `default`, promise nothing that a caller could tell apart. */
export type Status<A extends ApiName, Op extends OperationId<A>> = keyof Part<Spec<A, Op>, 'responses'> & number;

/** The body of one status: its JSON, its text, or `undefined` if it has none. Several statuses give a union. */
export type ResponseBody<A extends ApiName, Op extends OperationId<A>, S extends Status<A, Op> = Status<A, Op>> = S extends unknown
  ? Content<Part<Part<Spec<A, Op>, 'responses'>, S>>
  : never;

/** The body of each status of an operation. */
export type Responses<A extends ApiName, Op extends OperationId<A>> = { [S in Status<A, Op>]: ResponseBody<A, Op, S> };

/**
 * A body as the one who builds it has to write it: a property that the contract makes optional must be mentioned, if only as `undefined`. So a
 * property added to a response in a spec is a compile error in the handler that builds it, required or not. Maps and lists stay what they are.
 */
export type Complete<T> = T extends readonly unknown[]
  ? { [Index in keyof T]: Complete<T[Index]> }
  : T extends object
    ? { [Key in keyof T]-?: IsOptional<T, Key> extends true ? Complete<T[Key]> | undefined : Complete<T[Key]> }
    : T;

/** What the body of an answer is: JSON, other text, or nothing. */
export type BodyKind = 'json' | 'text' | 'none';

/** What a client needs of an operation at run time. `path` is relative to the `serverPath` of its API. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly responses: { readonly [status: number]: BodyKind };
  /** Every way to call it wants credentials. */
  readonly secured?: true;
}

/** Whether every way to call an operation wants credentials. */
export type IsSecured<A extends ApiName, Op extends OperationId<A>> =
  (typeof generated)[A]['operations'] extends Record<Op, infer O> ? (O extends { readonly secured: true } ? true : false) : false;

/** What a client needs of each API at run time: light enough for a browser, without any schema. */
export const apis: {
  readonly [A in ApiName]: { readonly serverPath: string; readonly operations: Readonly<Record<OperationId<A>, Operation>> };
} = generated;

type Part<T, Key extends PropertyKey> = Key extends keyof T ? T[Key] : undefined;

type Content<T> = T extends { content: infer Media extends object } ? PreferJson<Media> : undefined;

type PreferJson<Media> = [Extract<keyof Media, Json>] extends [never] ? Media[keyof Media] : Media[Extract<keyof Media, Json>];

type Json = `${string}/json${'' | `;${string}`}` | `${string}+json${'' | `;${string}`}`;

// Not `{}`, which would take the keys of a map for optional properties: nobody could mention them all.
type IsOptional<T, Key extends keyof T> = object extends Pick<T, Key> ? true : false;
