import contract from 'virtual:contract';

/** What the page knows of the contracts: read out of `specs/` when it is built. */
export interface Contract {
  apis: readonly Api[];
  /** Requests that others need to be sent first. */
  befores: readonly TryRequest[];
  /** Names of the properties that hold a password or a token. */
  secrets: readonly string[];
  /** The files that a place can be in, from the top of the repository. */
  files: readonly string[];
}

export interface Api {
  name: string;
  title: string;
  /** What begins a session, if the API has one. */
  form?: Form;
  operations: readonly Operation[];
}

export interface Form {
  operation: string;
  identifiers: readonly Field[];
  secret: Field;
}

export interface Field {
  name: string;
  format: string;
  /** From the first example that has it. */
  example: string;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  says: string;
  takesBody: boolean;
  at: Place;
  statuses: readonly Status[];
}

export interface Status {
  status: number;
  says: string;
  at: Place;
  tries: readonly Try[];
}

/** One documented answer, and how to get it. */
export interface Try {
  name: string;
  title: string;
  /** Of the answer. */
  at: Place;
  requestAt: Place;
  request: TryRequest;
  /** It comes only after asking this often at most. */
  repeat?: number;
  /** No request brings it about: it takes a server in this state. `answer` is the contract's own. */
  state?: string;
  answer?: unknown;
}

export interface TryRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Characters of the body, filled up with spaces. */
  length?: number;
  /** Which of `befores` is sent first; its answer fills the expressions in headers and `set`. */
  before?: number;
  set?: Readonly<Record<string, string>>;
}

/** File and line of a sentence of the contract. */
export type Place = readonly [file: number, line: number];

export const { apis, befores, secrets, files } = contract as Contract;

export function toText([file, line]: Place): string {
  return `${files[file]}:${line}`;
}

/** The operation that a request is for, by method and path. */
export function findOperation(method: string, path: string): Operation | undefined {
  return apis.flatMap(({ operations }) => operations).find((operation) => operation.method === method && operation.path === path);
}
