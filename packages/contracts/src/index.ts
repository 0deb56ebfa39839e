import { apis as generated, type Apis } from './apis.gen.ts';

export type { Apis } from './apis.gen.ts';

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
  /** The names of the properties of the body that it takes; undefined if it takes none. */
  readonly fields?: readonly string[];
  /** What bears another name in the client (`x-client-name`), by status, and in the body that it takes as `request`. */
  readonly names?: { readonly [body: string | number]: NameTree };
}

/** What bears another name in the client: the value itself, and by their wire names what is in it. `*` is each item of a list or value of a map. */
export interface NameTree {
  readonly as?: string;
  readonly in?: { readonly [wireName: string]: NameTree };
}

/** A path into a body, by the client's names. */
export type Path = readonly string[];

/** How a session begins, is renewed, ends and tells whose it is: `x-session` of the contract. */
export interface SessionRoles {
  readonly begin: { readonly operation: string; readonly accessToken: Path; readonly refreshToken?: Path; readonly user?: Path };
  /** `refused` are the statuses that end a session for good. */
  readonly renew?: {
    readonly operation: string;
    readonly send: Path;
    readonly accessToken: Path;
    readonly refreshToken?: Path;
    readonly refused: readonly number[];
  };
  /** Without `send` the access token is what ends. */
  readonly end?: { readonly operation: string; readonly send?: Path };
  readonly user?: { readonly operation: string; readonly user?: Path };
}

/** The names of the APIs that have a session. */
export type SessionApi = { [A in ApiName]: (typeof generated)[A] extends { readonly session: unknown } ? A : never }[ApiName];

/** How the session of an API works, in types. */
export type SessionSpec<A extends SessionApi> = (typeof generated)[A]['session'];

/** What bears another name in the client: in the body of a status, or in the one that is sent. `never` if nothing does. */
export type Names<A extends ApiName, Op extends OperationId<A>, Of extends number | 'request'> =
  (typeof generated)[A]['operations'] extends Record<Op, { readonly names: Record<Of, infer Tree> }> ? Tree : never;

/** What a path leads to. */
export type At<T, P> = P extends readonly [infer Key, ...infer Rest] ? (Key extends keyof T ? At<T[Key], Rest> : undefined) : T;

/** Whether every way to call an operation wants credentials. */
export type IsSecured<A extends ApiName, Op extends OperationId<A>> =
  (typeof generated)[A]['operations'] extends Record<Op, infer O> ? (O extends { readonly secured: true } ? true : false) : false;

/** The method of an operation, in small letters. */
export type MethodOf<A extends ApiName, Op extends OperationId<A>> =
  (typeof generated)[A]['operations'] extends Record<Op, { readonly method: infer Method extends string }> ? Method : never;

/** What a client needs of each API at run time: light enough for a browser, without any schema. */
export const apis: {
  readonly [A in ApiName]: {
    readonly serverPath: string;
    readonly operations: Readonly<Record<OperationId<A>, Operation>>;
    readonly session?: SessionRoles;
  };
} = generated;

type Part<T, Key extends PropertyKey> = Key extends keyof T ? T[Key] : undefined;

type Content<T> = T extends { content: infer Media extends object } ? PreferJson<Media> : undefined;

type PreferJson<Media> = [Extract<keyof Media, Json>] extends [never] ? Media[keyof Media] : Media[Extract<keyof Media, Json>];

type Json = `${string}/json${'' | `;${string}`}` | `${string}+json${'' | `;${string}`}`;

// Not `{}`, which would take the keys of a map for optional properties: nobody could mention them all.
type IsOptional<T, Key extends keyof T> = object extends Pick<T, Key> ? true : false;
