import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { bodyExamplesOf, examplesOf, isRaw } from './examples.ts';
import { at, placeOf } from './node.ts';
import type { Place } from './node.ts';

const ajv = new Ajv2020({ allowUnionTypes: true });
const isTrue = { const: true };
const kebabCase = { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' };
const camelCase = { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' };
const absolutePath = { type: 'string', pattern: '^/' };
const seconds = { type: 'integer', minimum: 1 };
const nonEmpty = { type: 'object', minProperties: 1 };

/**
 * How a request deviates from the operation's own. A header set to null is left out; `padTo` is in bytes. `after` names an example, as
 * `<api>.<operationId>.<example>`, which is sent first; its answer fills the runtime expressions in `headers` and `set`.
 */
const request = {
  type: 'object',
  minProperties: 1,
  properties: {
    method: { type: 'string', pattern: '^[A-Z]+$' },
    path: { type: 'string', pattern: '^/' },
    headers: { type: 'object', minProperties: 1, additionalProperties: { type: ['string', 'null'] } },
    raw: isTrue,
    padTo: { type: 'integer', minimum: 1 },
    after: { type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.\\w+){2}$' },
    set: { type: 'object', minProperties: 1, additionalProperties: { type: 'string', pattern: '^\\$response\\.body#/' } },
  },
  dependentRequired: { set: ['after'] },
  additionalProperties: false,
};

const pointer = { type: 'string', pattern: '^(/([^~/]|~[01])*)*$' };
const role = (pointers: readonly string[], more: object = {}) => ({
  type: 'object',
  required: ['operation'],
  properties: { operation: { type: 'string' }, ...Object.fromEntries(pointers.map((name) => [name, pointer])), ...more },
  additionalProperties: false,
});

/** How a session works: operations, and JSON pointers into what they take and answer. That they lead somewhere is checked by `generate`. */
const session = {
  type: 'object',
  required: ['begin'],
  properties: {
    begin: role(['accessToken', 'refreshToken', 'user']),
    renew: role(['send', 'accessToken', 'refreshToken'], { refused: { type: 'array', minItems: 1, items: { type: 'integer' } } }),
    end: role(['send']),
    user: role(['user']),
  },
  additionalProperties: false,
};

type Extension = { on: string[]; isShaped: ValidateFunction; shape: string };

/** By name: on which kinds of node an extension may stand, and what it looks like. */
export const extensions: Record<string, Extension> = {
  'x-request': {
    on: ['Example'],
    isShaped: ajv.compile(request),
    shape: 'an object of `method`, `path`, `headers`, `raw: true`, `padTo`, `after` and `set`',
  },
  'x-invalid': { on: ['Example'], isShaped: ajv.compile(isTrue), shape: 'the value true' },
  'x-given': { on: ['Example'], isShaped: ajv.compile(kebabCase), shape: 'a word in kebab-case' },
  'x-examples': { on: ['Response'], isShaped: ajv.compile(nonEmpty), shape: 'a map of examples without values' },
  'x-varies': { on: ['Schema'], isShaped: ajv.compile(isTrue), shape: 'the value true' },
  'x-client-name': { on: ['Schema'], isShaped: ajv.compile(camelCase), shape: 'a name in camelCase' },
  'x-jwks': { on: ['Schema'], isShaped: ajv.compile(absolutePath), shape: 'the path of a key set' },
  'x-lifetime': { on: ['Schema'], isShaped: ajv.compile(seconds), shape: 'a number of seconds' },
  'x-session': { on: ['Root'], isShaped: ajv.compile(session), shape: 'the roles `begin`, `renew`, `end` and `user`' },
};

/** Our extensions are spelt right, stand where they are read, and have their shape; there are no others. */
export const knownExtensions = (() => ({
  any: checkExtensions,
  // Keys beside a `$ref` are no part of what it leads to.
  ref: checkExtensions,
  RequestBody(body: unknown, ctx: UserContext) {
    const place = placeOf(body, ctx);
    for (const { node, location } of place ? bodyExamplesOf(ctx, place) : []) {
      if ('x-given' in node)
        report(ctx, 'A state belongs to an answer: move `x-given` to the response example.', location.child('x-given'));
    }
  },
  Response(response: unknown, ctx: UserContext) {
    const place = placeOf(response, ctx);
    if (place) checkResponse(ctx, place);
  },
})) satisfies Oas3Rule;

function checkExtensions(value: unknown, ctx: UserContext): void {
  const place = placeOf(value, ctx);
  const prefix = ctx.type.extensionsPrefix;
  if (!place || prefix === undefined) return;
  for (const key of Object.keys(place.node).filter((name) => name.startsWith(prefix))) checkExtension(ctx, place, key);
}

function checkExtension(ctx: UserContext, { node, location }: Place, key: string): void {
  const extension = extensions[key];
  if (!extension?.on.includes(ctx.type.name)) {
    const here = Object.keys(extensions).filter((name) => extensions[name]?.on.includes(ctx.type.name));
    const advice = here.length > 0 ? `use one of ${here.join(', ')}, or remove it` : 'remove it';
    return report(ctx, `Nothing reads \`${key}\` on this ${ctx.type.name}: ${advice}.`, location.child(key));
  }
  if (extension.isShaped(node[key])) return;
  const errors = extension.isShaped.errors?.map(withOffender) ?? null;
  report(ctx, `${ajv.errorsText(errors, { dataVar: key })}: write ${extension.shape}.`, location.child(key));
}

function withOffender(error: ErrorObject): ErrorObject {
  const offender: unknown = error.params.additionalProperty;
  return typeof offender === 'string' ? { ...error, message: `${error.message ?? ''} (${offender})` } : error;
}

function checkResponse(ctx: UserContext, response: Place): void {
  for (const example of bodyExamplesOf(ctx, response)) {
    if ('x-invalid' in example.node) report(ctx, 'An answer is never invalid: remove `x-invalid`.', example.location.child('x-invalid'));
    if (isRaw(example)) report(ctx, 'Only the value of a request example can be raw: move it there.', example.location.child('x-request'));
  }
  if (at(ctx, response, 'content') && 'x-examples' in response.node) {
    report(ctx, 'This response has a body: put its examples under `content`.', response.location.child('x-examples'));
  }
  for (const example of examplesOf(ctx, response, 'x-examples')) {
    if ('value' in example.node) report(ctx, 'This response has no body: remove `value`.', example.location.child('value'));
  }
}

function report(ctx: UserContext, message: string, location: Place['location']): void {
  ctx.report({ message, location: location.key() });
}
