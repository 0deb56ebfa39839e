import { posix, relative, sep } from 'node:path';
import { createOracle, type Operation, type Spec } from '@countersign/contract-kit';

type Response = Operation['responses'][number];
type Example = Response['examples'][number];

/** A response of an API that another operation can have as well, and the operation that has it already. */
export interface Loan {
  operation: Operation;
  response: Response;
}

/** What the operation that borrows is like. */
interface Borrower {
  secured: boolean;
  takesBody: boolean;
}

/**
 * What the operations of an API answer alike: a response that shows nothing of the operation itself. For an operation with a token only one whose
 * examples show a token, and the other way round.
 */
export function borrow(spec: Spec, status: string, borrower: Borrower): Loan | undefined {
  const fits = suits[status] ?? (() => false);
  for (const operation of spec.operations)
    for (const response of operation.responses)
      if (response.status === status && examplesOf(response).length > 0 && fits(response, { operation, spec, ...borrower }))
        return { operation, response };
  return undefined;
}

type Suits = (response: Response, context: { operation: Operation; spec: Spec } & Borrower) => boolean;

const suits: Readonly<Record<string, Suits>> = {
  // Beside request examples each answer has to say how it is got.
  401: (response, { operation, takesBody }) =>
    isSecured(operation) && examplesOf(response).every((example) => !takesBody || Object.keys(request(example)).length > 0),
  // Of a path that no operation has: an unknown thing is a matter of each operation.
  404: (response, { spec }) => examplesOf(response).every((example) => isForeign(request(example).path, spec)),
  // One that names its methods is right for one path only.
  405: ({ headers }, { spec }) => headers.some(({ name, schema }) => name === 'Allow' && !isFixed(spec.schemas.deref(schema))),
  413: (response, { operation }) => isAsked(response, operation),
  415: (response, { operation }) => isAsked(response, operation),
  429: (response) => examplesOf(response).every((example) => given(example) === 'fault'),
  500: (response, { operation, secured }) => secured && isTokenOnly(response, operation),
  503: (response, { operation, secured }) => secured && isTokenOnly(response, operation),
};

/** Whether each example has a request of its name, which can be sent to another operation as well. */
function isAsked(response: Response, operation: Operation): boolean {
  return examplesOf(response).every(({ name }) => requestOf(operation, name) !== undefined);
}

function isTokenOnly(response: Response, operation: Operation): boolean {
  return (
    isSecured(operation) && examplesOf(response).every((example) => given(example) !== undefined && request(example).after !== undefined)
  );
}

/** The request example of a name, as far as it deviates. */
export function requestOf({ body }: Operation, name: string): object | undefined {
  const example = body?.content.flatMap(({ examples }) => examples).find((one) => one.name === name);
  return example && Object.keys(request(example)).length > 0 ? request(example) : undefined;
}

export function examplesOf({ content, examples }: Response): Example[] {
  return [...content.flatMap((media) => media.examples), ...examples];
}

export function isSecured({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.length > 0);
}

function given({ extensions }: Example): unknown {
  return extensions['x-given'];
}

function request({ extensions }: Example): { after?: string; path?: string } {
  return extensions['x-request'] ?? {};
}

function isForeign(path: string | undefined, { operations }: Spec): boolean {
  return path !== undefined && operations.every((operation) => !toPattern(operation.path).test(path));
}

/** Every path that a template stands for. */
export function toPattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{[^{}]*\}/g, '[^/]+')}$`);
}

function isFixed(schema: unknown): boolean {
  return typeof schema === 'object' && schema !== null && ('const' in schema || 'enum' in schema);
}

/** `$ref` to a place of the specs, from another file of them; `files` are below the same folder. */
export function toReference(from: string, to: { file: string; pointer: string }): string {
  const path = relative(posix.dirname(from), to.file).split(sep).join('/');
  const target = from === to.file ? '' : path;
  const text = to.pointer === '' ? target : `${target}#${to.pointer}`;
  return /^[#\s]|[{}[\],&*!|>'"%@`]|: | #/.test(text) ? `$ref: '${text}'\n` : `$ref: ${text}\n`;
}

/** Where the API describes such an error body: as a whole file, or as a component. */
export function schemaFor(spec: Spec, status: string, body: object): { file: string; pointer: string } | undefined {
  const oracle = createOracle(spec.schemas);
  const all = spec.operations.flatMap(({ responses }) => responses).filter((response) => response.status >= '4');
  const sorted = [...all.filter((response) => response.status === status), ...all.filter((response) => response.status !== status)];
  for (const { content } of sorted)
    for (const { schema } of content) {
      const target = schema === undefined ? true : spec.schemas.deref(schema);
      if (typeof target !== 'object' || !oracle.isValid(target, body)) continue;
      const { file, pointer } = spec.schemas.locate(target);
      if (pointer === '' || /^\/components\/schemas\/[^/]+$/.test(pointer)) return { file, pointer };
    }
  return undefined;
}
