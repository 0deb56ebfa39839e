import type { OpenApiDocument } from '@countersign/contracts/documents';

const token = { type: 'string' };
const tokens = { type: 'object', properties: { access: token, renewal: token } };
const answer = { 200: { description: 'Done.', content: { 'application/json': { schema: tokens } } } };
const body = (examples: object) => ({ content: { 'application/json': { schema: { type: 'object' }, examples } } });

/** A contract that no other is like: nothing that works with it knows an API. */
export const widgets = {
  openapi: '3.1.0',
  info: { title: 'Widgets & <more>', version: '2.3.4', description: 'Keeps `widgets`.\nAll of them.\n\nAnd nothing else.' },
  servers: [{ url: 'https://elsewhere.example/v2' }],
  'x-session': {
    begin: { operation: 'enter', accessToken: '/access', refreshToken: '/renewal' },
    renew: { operation: 'stay', send: '/renewal', accessToken: '/access', refreshToken: '/renewal' },
    end: { operation: 'leave' },
  },
  paths: {
    '/enter': {
      post: {
        operationId: 'enter',
        tags: ['Doors & keys'],
        summary: 'Enter',
        requestBody: body({
          right: { value: { name: 'jo' } },
          otherHeader: { 'x-request': { headers: { 'Content-Type': 'text/plain' } }, value: { name: 'jo' } },
          padded: { 'x-request': { padTo: 100 }, value: { name: 'jo' } },
          cut: { 'x-request': { raw: true }, value: '{"name":' },
          twice: { 'x-request': { raw: true }, value: '{"name":"jo","name":"al"}' },
          prototype: { 'x-request': { raw: true }, value: '{"name":"jo","__proto__":{}}' },
        }),
        responses: answer,
      },
    },
    '/stay': {
      post: {
        operationId: 'stay',
        tags: ['Doors & keys'],
        summary: 'Stay',
        requestBody: body({
          newest: {
            'x-request': { after: 'widgets.enter.right', set: { renewal: '$response.body#/renewal' } },
            value: { renewal: 'some renewal' },
          },
          wrongKind: {
            'x-request': { after: 'widgets.enter.right', set: { renewal: '$response.body#/access' } },
            value: { renewal: 'none' },
          },
        }),
        responses: answer,
      },
    },
    '/leave': { post: { operationId: 'leave', summary: 'Leave', security: [{ pass: [] }], responses: answer } },
    '/widgets': {
      get: { operationId: 'widgets', summary: 'All', deprecated: true, security: [{ pass: [] }, {}], responses: answer },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', name: 'k', in: 'query' }, pass: { type: 'http', scheme: 'Bearer' } } },
} as unknown as OpenApiDocument;
