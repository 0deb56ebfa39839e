import { all, change, push, remove, rename, set, type BreakingRow } from './edit.testing.ts';

const schemas = '/components/schemas';
const request = `${schemas}/SignInRequest`;
const user = `${schemas}/User`;
const signIn = '/paths/~1sign-in/post';
/** Of the payload. */
const claims = `${schemas}/AccessToken/contentSchema/prefixItems/1`;
const signedIn = '/components/responses/SignedIn';

export const responses: BreakingRow[] = [
  {
    name: 'a required property is removed from a response',
    edit: all(
      remove(`${user}/properties/avatar`),
      change(`${user}/required`, (names) => (names as string[]).filter((name) => name !== 'avatar')),
    ),
  },
  { name: 'an optional property is removed from a response', witness: 'none', edit: remove(`${schemas}/BadRequest/properties/errors`) },
  {
    name: 'a property of a response is renamed',
    edit: all(
      rename(`${user}/properties/rol`, 'role'),
      change(`${user}/required`, (names) => (names as string[]).map((name) => (name === 'rol' ? 'role' : name))),
    ),
  },
  { name: 'a property of a response becomes optional', edit: remove(`${user}/required/0`) },
  { name: 'an enum of a response gains a value', edit: push(`${user}/properties/status/enum`, 'banned') },
  { name: 'maxLength of a response is raised', edit: set(`${user}/properties/username/maxLength`, 200) },
  { name: 'maxLength of a response is dropped', edit: remove(`${user}/properties/firstName/maxLength`) },
  { name: 'minLength of a response is dropped', edit: remove(`${user}/properties/username/minLength`) },
  { name: 'a pattern of a response is dropped', edit: remove(`${schemas}/RefreshToken/pattern`) },
  { name: 'a pattern of a response is changed', edit: set(`${schemas}/RefreshToken/pattern`, '^[A-Za-z0-9_.-]{43,128}$') },
  { name: 'a format of a response is changed', edit: set(`${user}/properties/email/format`, 'uri') },
  { name: 'a type of a response is changed', edit: set(`${user}/properties/id`, { type: 'string', maxLength: 40 }) },
  { name: 'an integer of a response becomes a number', edit: set(`${user}/properties/id`, { type: 'number', minimum: 1 }) },
  { name: 'null may come', edit: set(`${user}/properties/firstName/type`, ['string', 'null']) },
  { name: 'null may come in OpenAPI 3.0', given: set('/openapi', '3.0.3'), edit: set(`${user}/properties/firstName/nullable`, true) },
  { name: 'a minimum of a response is lowered', edit: set(`${user}/properties/id/minimum`, 0) },
  { name: 'maxItems of a response is raised', edit: set(`${user}/properties/permissions/maxItems`, 1001) },
  { name: 'minItems of a response is dropped', api: 'platform', edit: remove(`${schemas}/KeySet/properties/keys/minItems`) },
  { name: 'a constant of a response is changed', api: 'platform', edit: set(`${schemas}/Healthy/properties/status/const`, 'up') },
  {
    name: 'an alternative is added to a response',
    api: 'platform',
    edit: all(
      push(`${schemas}/KeySet/properties/keys/items/oneOf`, {
        type: 'object',
        properties: { kty: { const: 'OKP' } },
        required: ['kty'],
        additionalProperties: false,
      }),
    ),
  },
  { name: 'a response is opened', edit: set(`${user}/additionalProperties`, true) },
  { name: 'a property of a response becomes writeOnly', edit: set(`${user}/properties/email/writeOnly`, true) },
  { name: 'the type of items in a response is changed', edit: set(`${user}/properties/permissions/items`, { type: 'integer' }) },
  { name: 'a claim of a token is changed', edit: set(`${claims}/properties/aud/const`, 'other') },
  { name: 'a claim of a token becomes optional', edit: remove(`${claims}/required/0`) },
  { name: 'a token is no longer described', edit: remove(`${schemas}/AccessToken/contentSchema`) },
  { name: 'a status is removed', witness: 'none', edit: remove(`${signIn}/responses/403`) },
  { name: 'the status of success is changed', witness: 'none', edit: rename(`${signIn}/responses/200`, '201') },
  { name: 'a media type of a response is changed', edit: rename(`${signedIn}/content/application~1json`, 'application/cbor') },
  { name: 'the content of a response is removed', edit: remove(`${signedIn}/content`) },
  { name: 'a header is removed', edit: remove(`${signedIn}/headers/Cache-Control`) },
  { name: 'a header becomes optional', edit: set(`${signedIn}/headers/Cache-Control`, { schema: { const: 'no-store' } }) },
  {
    name: 'the value of a header is changed',
    edit: set(`${signedIn}/headers/Cache-Control`, { required: true, schema: { const: 'private' } }),
  },
  { name: 'operationId is changed', witness: 'none', edit: set(`${signIn}/operationId`, 'authenticate') },
  { name: 'a request property becomes readOnly', witness: 'none', edit: set(`${request}/properties/username/readOnly`, true) },
].map((row) => ({ api: 'sign-in', witness: 'response', ...row }) as BreakingRow);
