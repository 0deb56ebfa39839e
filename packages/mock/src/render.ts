import type { Answer } from './answer.ts';
import type { Asked } from './asked.ts';
import type { Choice } from './choice.ts';
import type { Operation } from './contract.ts';
import type { Preference } from './preference.ts';
import type { Prism } from './prism.ts';

export interface Rendering {
  operation: Operation;
  choice: Choice;
  asked: Asked;
  preference: Preference;
}

/** The chosen answer as the contract shows it, or made from its schema where it shows none or other values are wanted. */
export async function render(prism: Prism, { operation, choice: { status, example }, asked, preference }: Rendering): Promise<Answer> {
  const { dynamic, seed } = preference;
  const shown = dynamic && preference.example === undefined ? undefined : example;
  const hasValue = shown?.mediaType !== undefined && shown.value !== undefined;
  const made = await prism.make(operation, {
    code: status,
    // Without any, Prism says of no body that it is text/plain.
    mediaTypes: shown?.mediaType === undefined ? (asked.headers['accept']?.split(',') ?? ['*/*']) : [shown.mediaType],
    ...(hasValue ? { exampleKey: shown.name } : { dynamic, seed }),
  });
  if (made.problem !== undefined) throw new Error(`Prism makes no ${status} of ${operation.id}: ${made.problem}`);
  // Prism loses a property of an example that is called __proto__.
  const body = hasValue ? shown.value : made.body;
  const { 'content-type': type, ...headers } = made.headers;
  return {
    status: made.status,
    headers: { ...headers, ...(body !== undefined && type !== undefined && { 'content-type': type }) },
    body: body === undefined ? '' : await serialize(body, type),
    operation,
    example: shown?.name,
    remark: undefined,
  };
}

async function serialize(body: unknown, type: string | undefined): Promise<string> {
  const { serialize: write } = await import('@stoplight/prism-http-server/dist/serialize.js');
  return String(write(body, type) ?? '');
}
