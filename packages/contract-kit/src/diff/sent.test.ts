import { expect, test } from 'vitest';
import { loadSpec } from '../spec/load.ts';
import { diffSpecs } from './compare.ts';
import { change, push, remove, rename, set, type Edit, type Json } from './edit.testing.ts';

const text = (maxLength: number) => ({ type: 'string', maxLength });
const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const event = {
  parameters: [{ name: 'X-Signature', in: 'header', required: true, schema: { type: 'string' } }],
  requestBody: { required: true, ...content({ type: 'object', properties: { kind: text(5) }, required: ['kind'] }) },
  responses: {
    200: { description: 'Taken.', ...content({ type: 'object', properties: { more: text(5) } }) },
    410: { description: 'No more.' },
  },
};
const contract = {
  openapi: '3.1.0',
  info: { title: 'Events', version: '1.0.0' },
  paths: {
    '/subscribe': {
      post: {
        operationId: 'subscribe',
        responses: { 204: { description: 'Done.' } },
        callbacks: { told: { '{$request.body#/url}': { post: event } } },
      },
    },
  },
  webhooks: { told: { post: { operationId: 'told', ...event } } },
};
const callback = '/paths/~1subscribe/post/callbacks/told/{$request.body#~1url}/post';
const body = '/requestBody/content/application~1json/schema';
const answer = '/responses/200/content/application~1json/schema';

async function compare(edit: Edit) {
  const next = structuredClone(contract) as Json;
  edit(next);
  const load = (value: unknown) => loadSpec('/events/openapi.json', JSON.stringify(value, null, 2));
  return diffSpecs(await load(contract), await load(next), {});
}

for (const [what, at] of [
  ['a webhook', '/webhooks/told/post'],
  ['a callback', callback],
] as const)
  test.each<[string, Edit, string, string | undefined]>([
    ['may send longer texts', set(`${at}${body}/properties/kind/maxLength`, 9), 'major', 'response'],
    ['may no longer send long texts', set(`${at}${body}/properties/kind/maxLength`, 3), 'minor', undefined],
    ['may leave out a property', set(`${at}${body}/required`, []), 'major', 'response'],
    ['no longer has a property', remove(`${at}${body}/properties/kind`), 'major', undefined],
    ['has another property', set(`${at}${body}/properties/other`, text(3)), 'minor', undefined],
    ['may come without a body', set(`${at}/requestBody/required`, false), 'major', undefined],
    ['may come without a header', set(`${at}/parameters/0/required`, false), 'major', 'response'],
    ['takes longer answers', set(`${at}${answer}/properties/more/maxLength`, 9), 'minor', undefined],
    ['refuses long answers', set(`${at}${answer}/properties/more/maxLength`, 3), 'major', 'request'],
    ['asks for a header in the answer', set(`${at}/responses/200/headers`, { Echo: { required: true, schema: {} } }), 'major', 'request'],
    ['no longer knows an answer', remove(`${at}/responses/410`), 'major', undefined],
    ['takes another answer', set(`${at}/responses/202`, { description: 'Later.' }), 'minor', undefined],
    ['says the same in other words', change(`${at}${body}`, (schema) => ({ allOf: [schema] })), 'patch', undefined],
  ])(`${what} that %s`, async (_what, edit, level, witness) => {
    const { level: found, changes } = await compare(edit);
    expect(found).toBe(level);
    expect(changes[0]?.witness?.kind).toBe(witness);
  });

test.each<[string, Edit, string, string]>([
  ['a webhook is no longer sent', remove('/webhooks/told'), 'major', 'sent-request-removed'],
  ['a webhook has another name', rename('/webhooks/told', 'called'), 'major', 'sent-request-removed'],
  ['a webhook is added', set('/webhooks/more', { post: event }), 'minor', 'sent-request-added'],
  ['a callback is no longer sent', remove('/paths/~1subscribe/post/callbacks'), 'major', 'sent-request-removed'],
  ['the method of a webhook is called otherwise', set('/webhooks/told/post/operationId', 'wasTold'), 'major', 'operation-id-changed'],
  ['nothing of it changes', push('/webhooks/told/post/parameters'), 'none', ''],
])('%s', async (_what, edit, level, rule) => {
  const { level: found, changes } = await compare(edit);
  expect([found, changes[0]?.rule ?? '']).toEqual([level, rule]);
});
