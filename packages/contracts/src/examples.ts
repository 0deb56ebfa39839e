import { examples as generated, type ExampleStatuses } from './examples.gen.ts';
import type { ApiName, OperationId } from './index.ts';

/** An answer that the contract shows, and the request that gets it. */
export interface Example {
  readonly status: number;
  /** What the contract promises, with the values that it shows. */
  readonly headers: { readonly [name: string]: string };
  /** JSON by the names of the wire; absent if the answer has no body. */
  readonly body?: unknown;
  /** JSON pointers into the body: what differs each time. */
  readonly varies?: readonly string[];
  /** How its request differs from the usual one of the operation; absent if it does not. */
  readonly request?: ExampleRequest;
  /** The state in which the server answers so; without it the request alone does it. */
  readonly given?: string;
}

export interface ExampleRequest {
  readonly method?: string;
  /** From the root of the server. */
  readonly path?: string;
  /** Null leaves one out. `{$response.body#/…}` is filled from the answer to `after`. */
  readonly headers?: { readonly [name: string]: string | null };
  readonly body?: unknown;
  /** The body is text, to be sent as it stands. */
  readonly raw?: boolean;
  /** Bytes that the body has, filled up with spaces. */
  readonly padTo?: number;
  /** `api.operation.example`: sent first. */
  readonly after?: string;
  /** Properties of the body from the answer to `after`. */
  readonly set?: { readonly [property: string]: string };
}

type Statuses<A extends ApiName, Op extends OperationId<A>> = ExampleStatuses extends Record<A, Record<Op, infer Found>> ? Found : never;

/** The names of the examples of an operation's answers. */
export type ExampleName<A extends ApiName, Op extends OperationId<A>> = keyof Statuses<A, Op> & string;

/** The status that an example shows. */
export type ExampleStatus<A extends ApiName, Op extends OperationId<A>, Name extends ExampleName<A, Op>> =
  Statuses<A, Op> extends Record<Name, infer Found extends number> ? Found : never;

/** All examples by API, operation and name. */
// The cast is earned: that is how they are generated.
export const examples = generated as {
  readonly [api: string]: { readonly [operation: string]: { readonly [name: string]: Example } };
};
