import { exampleNameOf, knowsThings, type Shape } from '../shape.ts';

/** What the files of an operation in the server are made of. */
export interface HandlerParts {
  api: string;
  shape: Shape;
  /** From the body of the success to the id of what it shows. */
  idPath: string;
  /** The API whose token a caller needs. */
  tokens: string | undefined;
  /** Values of the parameters of the path. */
  params: Readonly<Record<string, unknown>>;
  /** What is sent, if anything. */
  body: object | undefined;
  /** A value of the last parameter that nothing is called by. */
  unknown: unknown;
}

/** The handler: one line that answers as the contract's example does. */
export function handlerOf({ api, shape, idPath }: HandlerParts): string {
  const { operationId, noun, parameters } = shape;
  const example = exampleNameOf(shape);
  const shown = `exampleOf('${api}', '${operationId}', '${example}')`;
  if (!knowsThings(shape))
    return `import { exampleOf } from '../../http/example.ts';
import type { Handler } from '../../http/handler.ts';

/** Answers as the example \`${example}\` of the contract. Here the work starts. */
export function ${operationId}(): Handler<'${api}', '${operationId}'> {
  return async () => ${shown};
}
`;
  return `import { fail } from '../../core/failures.ts';
import { exampleOf } from '../../http/example.ts';
import type { Handler } from '../../http/handler.ts';

/** Answers as the example \`${example}\` of the contract, and knows no other ${noun}. Here the work starts. */
export function ${operationId}(): Handler<'${api}', '${operationId}'> {
  const ${example} = ${shown};
  return async ({ params }) => (params.${parameters.at(-1)} === ${example}.body.${idPath} ? ${example} : fail('not-found', undefined));
}
`;
}

/** Its test: what the contract tests cannot know is to be added there. */
export function testOf(parts: HandlerParts): string {
  const { api, shape, tokens, params, unknown } = parts;
  const { operationId, noun, parameters } = shape;
  const client = `const server = await start();
    const client = createWireClient({ api: '${api}', baseUrl: server.address });`;
  const isUnknown = `
  test('knows no other ${noun}', async () => {
    ${client}
    expect((await client.${operationId}(${inputOf(parts, { ...params, [parameters.at(-1) ?? '']: unknown })})).status).toBe(404);
  });
`;
  return `import { expect, test } from 'vitest';
import { describeServers } from '../../../test/server.ts';
${tokens === undefined ? '' : "import { authorized } from '../../../test/sign-in.ts';\n"}import { createWireClient } from '../../../test/wire.ts';
import { exampleOf } from '../../http/example.ts';

describeServers('${operationId}', (start) => {
  test('answers as the contract shows', async () => {
    ${client}
    const { status, body } = await client.${operationId}(${inputOf(parts, params)});
    expect({ status, body }).toEqual(exampleOf('${api}', '${operationId}', '${exampleNameOf(shape)}'));
  });
${knowsThings(shape) ? isUnknown : ''}});
`;
}

function inputOf({ body, tokens }: HandlerParts, params: Readonly<Record<string, unknown>>): string {
  const parts = [
    ...(Object.keys(params).length > 0 ? [`params: ${JSON.stringify(params)}`] : []),
    ...(body ? [`body: ${JSON.stringify(body)}`] : []),
    ...(tokens === undefined ? [] : [`headers: await authorized(server, '${tokens}')`]),
  ];
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '';
}
