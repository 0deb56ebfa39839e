import { items, parameters } from './breaking.testing.ts';
import { all, change, push, remove, rename, set, type Edit, type Json, type Row } from './edit.testing.ts';

export interface SafeRow extends Row {
  level: 'none' | 'patch' | 'minor';
}

const schemas = '/components/schemas';
const request = `${schemas}/SignInRequest`;
const user = `${schemas}/User`;
const signIn = '/paths/~1sign-in/post';

/** A component under another name, and every reference to it. */
function renameComponent(from: string, to: string): Edit {
  return (contract) => {
    const text = JSON.stringify(contract).replaceAll(`/schemas/${from}"`, `/schemas/${to}"`);
    Object.assign(contract, JSON.parse(text));
    rename(`${schemas}/${from}`, to)(contract);
  };
}

function reversed(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value as Json).toReversed());
}

export const safe: readonly SafeRow[] = [
  { name: 'a description', level: 'patch', edit: set(`${user}/description`, 'Another text.') },
  { name: 'an example', level: 'patch', edit: set(`${user}/properties/rol/examples`, ['admin']) },
  { name: 'a tag', level: 'patch', edit: push('/tags', { name: 'More', description: 'More.' }) },
  { name: 'a summary', level: 'patch', edit: set(`${signIn}/summary`, 'Sign in') },
  { name: 'a request schema wrapped in allOf', level: 'patch', edit: change(request, (schema) => ({ allOf: [schema] })) },
  {
    name: 'a response schema wrapped in allOf',
    level: 'patch',
    edit: change(`${user}/properties/status`, (schema) => ({ allOf: [schema] })),
  },
  {
    name: 'a $ref written out',
    level: 'patch',
    edit: (contract: Json) =>
      change(`${user}/properties/createdAt`, () => (contract as { components: { schemas: Json } }).components.schemas['Time'])(contract),
  },
  {
    name: 'a redundant type beside an enum is dropped',
    level: 'patch',
    given: set(`${user}/properties/status/type`, 'string'),
    edit: remove(`${user}/properties/status/type`),
  },
  { name: 'a redundant type beside an enum is added', level: 'patch', edit: set(`${user}/properties/status/type`, 'string') },
  {
    name: 'const for an enum of one',
    level: 'patch',
    api: 'platform',
    edit: set(`${schemas}/Healthy/properties/status`, { enum: ['ok'] }),
  },
  { name: 'keys in another order', level: 'patch', edit: change(`${user}/properties`, reversed) },
  { name: 'an enum in another order', level: 'patch', edit: set(`${user}/properties/status/enum`, ['inactive', 'active']) },
  { name: 'a component under another name', level: 'patch', edit: renameComponent('Time', 'Instant') },
  { name: 'the host of the server', level: 'patch', edit: set('/servers/0/url', 'https://auth.example.com/api/v1/auths') },
  { name: 'the description of the server', level: 'patch', edit: set('/servers/0/description', 'Another.') },
  { name: 'a limit that another one implies', level: 'patch', edit: set(`${schemas}/RefreshToken/minLength`, 43) },
  {
    name: 'a security scheme under another name',
    level: 'patch',
    given: all(
      set(`${signIn}/security`, [{ bearer: [] }]),
      set('/paths', {}),
      set('/paths/~1sign-in', { post: { operationId: 'signIn', security: [{ bearer: [] }], responses: { 204: { description: 'x' } } } }),
    ),
    edit: all(rename('/components/securitySchemes/bearer', 'token'), set(`${signIn}/security`, [{ token: [] }])),
  },
  {
    name: 'a path parameter under another name',
    level: 'patch',
    given: items,
    edit: all(rename('/paths/~1items~1{id}', '/items/{key}'), set('/paths/~1items~1{key}/get/parameters/0/name', 'key')),
  },
  { name: 'an optional request property', level: 'minor', edit: set(`${request}/properties/device`, { type: 'string', maxLength: 9 }) },
  {
    name: 'a required response property',
    level: 'minor',
    edit: all(set(`${user}/properties/phone`, { type: 'string', maxLength: 20 }), push(`${user}/required`, 'phone')),
  },
  { name: 'an optional response property', level: 'minor', edit: set(`${user}/properties/phone`, { type: 'string', maxLength: 20 }) },
  { name: 'a request maximum is raised', level: 'minor', edit: set(`${request}/properties/password/maxLength`, 2048) },
  { name: 'a required request property becomes optional', level: 'minor', edit: set(`${request}/required`, []) },
  {
    name: 'an enum of a request gains a value',
    level: 'minor',
    given: set(`${request}/properties/mode`, { enum: ['a'] }),
    edit: push(`${request}/properties/mode/enum`, 'b'),
  },
  { name: 'a request is opened', level: 'minor', edit: remove(`${request}/additionalProperties`) },
  { name: 'a request property may be null', level: 'minor', edit: set(`${request}/properties/username/type`, ['string', 'null']) },
  { name: 'a response is tightened', level: 'minor', edit: set(`${user}/properties/username/maxLength`, 32) },
  { name: 'an enum of a response loses a value', level: 'minor', edit: set(`${user}/properties/status/enum`, ['active']) },
  {
    name: 'a claim of a token is narrowed',
    level: 'minor',
    edit: set(`${schemas}/AccessToken/contentSchema/prefixItems/1/properties/jti/maxLength`, 32),
  },
  { name: 'an operation is added', level: 'minor', edit: items },
  { name: 'a status is added', level: 'minor', edit: set(`${signIn}/responses/409`, { description: 'A conflict.' }) },
  { name: 'a header is added', level: 'minor', edit: set('/components/responses/SignedIn/headers/Link', { schema: { type: 'string' } }) },
  {
    name: 'an optional parameter is added',
    level: 'minor',
    given: items,
    edit: push(parameters, { name: 'q', in: 'query', schema: { type: 'string' } }),
  },
  { name: 'a number in a query may be any text', level: 'minor', given: items, edit: set(`${parameters}/1/schema`, { type: 'string' }) },
  {
    name: 'credentials are no longer needed',
    level: 'minor',
    given: set(`${signIn}/security`, [{ bearer: [] }]),
    edit: set(`${signIn}/security`, [{ bearer: [] }, {}]),
  },
].map((row) => ({ api: 'sign-in', ...row }) as SafeRow);
