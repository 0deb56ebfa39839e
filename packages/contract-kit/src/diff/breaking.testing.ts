import { responses } from './breaking-responses.testing.ts';
import { all, push, remove, rename, set, type BreakingRow, type Edit } from './edit.testing.ts';

const request = '/components/schemas/SignInRequest';
const signIn = '/paths/~1sign-in/post';

/** An operation with parameters: our own contracts have none. */
export const items: Edit = set('/paths/~1items~1{id}', {
  get: {
    operationId: 'item',
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
      { name: 'sort', in: 'query', schema: { enum: ['name', 'age'] } },
      { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string', maxLength: 10 }, maxItems: 5 } },
      { name: 'X-Trace', in: 'header', schema: { type: 'string', pattern: '^[a-z]{1,8}$' } },
    ],
    responses: { 200: { description: 'An item.' } },
  },
});
export const parameters = '/paths/~1items~1{id}/get/parameters';

const requests: BreakingRow[] = [
  {
    name: 'a required property is added to a request',
    edit: all(set(`${request}/properties/device`, { type: 'string', maxLength: 9 }), push(`${request}/required`, 'device')),
  },
  { name: 'an optional property becomes required', edit: push(`${request}/required`, 'email') },
  { name: 'a property of a closed request is removed', edit: all(remove(`${request}/properties/username`), remove(`${request}/anyOf/1`)) },
  {
    name: 'a property of a request is renamed',
    edit: all(rename(`${request}/properties/password`, 'secret'), set(`${request}/required`, ['secret'])),
  },
  { name: 'maxLength is lowered', edit: set(`${request}/properties/password/maxLength`, 100) },
  {
    name: 'maxLength is added',
    given: remove(`${request}/properties/username/maxLength`),
    edit: set(`${request}/properties/username/maxLength`, 64),
  },
  { name: 'minLength is raised', edit: set(`${request}/properties/password/minLength`, 8) },
  { name: 'a pattern is added', edit: set(`${request}/properties/username/pattern`, '^[a-z]+$') },
  {
    name: 'a pattern is changed',
    given: set(`${request}/properties/username/pattern`, '^[a-z0-9]+$'),
    edit: set(`${request}/properties/username/pattern`, '^[a-z]+$'),
  },
  { name: 'a format is added', edit: set(`${request}/properties/username/format`, 'hostname') },
  { name: 'a format is changed', edit: set(`${request}/properties/email/format`, 'uri') },
  { name: 'a type is changed', edit: set(`${request}/properties/username`, { type: 'integer' }) },
  {
    name: 'null is no longer taken',
    given: set(`${request}/properties/username/type`, ['string', 'null']),
    edit: set(`${request}/properties/username/type`, 'string'),
  },
  { name: 'a request is closed', given: remove(`${request}/additionalProperties`), edit: set(`${request}/additionalProperties`, false) },
  {
    name: 'an enum of a request is narrowed',
    given: set(`${request}/properties/mode`, { enum: ['a', 'b'] }),
    edit: set(`${request}/properties/mode/enum`, ['a']),
  },
  { name: 'an enum is added', edit: set(`${request}/properties/username/enum`, ['john', 'jane']) },
  {
    name: 'a constant is changed',
    given: set(`${request}/properties/mode`, { const: 'a' }),
    edit: set(`${request}/properties/mode/const`, 'b'),
  },
  { name: 'an alternative of a request is removed', edit: remove(`${request}/anyOf/1`) },
  { name: 'anyOf becomes oneOf', edit: rename(`${request}/anyOf`, 'oneOf') },
  {
    name: 'a minimum is raised',
    given: set(`${request}/properties/age`, { type: 'integer', minimum: 0 }),
    edit: set(`${request}/properties/age/minimum`, 18),
  },
  {
    name: 'a maximum becomes exclusive',
    given: set(`${request}/properties/age`, { type: 'integer', maximum: 9 }),
    edit: set(`${request}/properties/age`, { type: 'integer', exclusiveMaximum: 9 }),
  },
  {
    name: 'a number becomes an integer',
    given: set(`${request}/properties/age`, { type: 'number' }),
    edit: set(`${request}/properties/age/type`, 'integer'),
  },
  {
    name: 'multipleOf is added',
    given: set(`${request}/properties/age`, { type: 'integer' }),
    edit: set(`${request}/properties/age/multipleOf`, 5),
  },
  {
    name: 'maxItems is lowered',
    given: set(`${request}/properties/codes`, { type: 'array', maxItems: 5, items: { type: 'string' } }),
    edit: set(`${request}/properties/codes/maxItems`, 3),
  },
  {
    name: 'minItems is added',
    given: set(`${request}/properties/codes`, { type: 'array', items: { type: 'string' } }),
    edit: set(`${request}/properties/codes/minItems`, 1),
  },
  {
    name: 'items must be unique',
    given: set(`${request}/properties/codes`, { type: 'array', items: { type: 'string' } }),
    edit: set(`${request}/properties/codes/uniqueItems`, true),
  },
  { name: 'maxProperties is added to a request', edit: set(`${request}/maxProperties`, 2) },
  { name: 'allOf adds a rule', edit: set(`${request}/allOf`, [{ required: ['email'] }]) },
  { name: 'a media type of a request is changed', edit: rename(`${signIn}/requestBody/content/application~1json`, 'application/cbor') },
  {
    name: 'a request body becomes required',
    given: set(`${signIn}/requestBody/required`, false),
    edit: set(`${signIn}/requestBody/required`, true),
  },
  { name: 'a request body is removed', edit: remove(`${signIn}/requestBody`) },
  { name: 'credentials become required', edit: set(`${signIn}/security`, [{ bearer: [] }]) },
  {
    name: 'another scheme is asked for',
    given: set(`${signIn}/security`, [{ bearer: [] }]),
    edit: set('/components/securitySchemes/bearer', { type: 'apiKey', in: 'header', name: 'X-Key' }),
  },
  {
    name: 'an alternative scheme is removed',
    given: set(`${signIn}/security`, [{ bearer: [] }, {}]),
    edit: set(`${signIn}/security`, [{ bearer: [] }]),
  },
  {
    name: 'a parameter is added that is required',
    given: items,
    edit: push(parameters, { name: 'q', in: 'query', required: true, schema: { type: 'string' } }),
  },
  { name: 'a parameter becomes required', given: items, edit: set(`${parameters}/1/required`, true) },
  { name: 'a parameter is removed', given: items, edit: remove(`${parameters}/1`) },
  { name: 'a parameter is renamed', given: items, edit: set(`${parameters}/1/name`, 'size') },
  { name: 'a parameter becomes a number', given: items, edit: set(`${parameters}/4/schema`, { type: 'integer' }) },
  { name: 'a path parameter becomes a UUID', given: items, edit: set(`${parameters}/0/schema`, { type: 'string', format: 'uuid' }) },
  { name: 'the maximum of a parameter is lowered', given: items, edit: set(`${parameters}/1/schema/maximum`, 50) },
  { name: 'an enum of a parameter is narrowed', given: items, edit: set(`${parameters}/2/schema/enum`, ['name']) },
  { name: 'the pattern of a header is changed', given: items, edit: set(`${parameters}/4/schema/pattern`, '^[a-z]{1,4}$') },
  { name: 'a list is written in another way', given: items, edit: set(`${parameters}/3/explode`, false) },
  { name: 'an operation is removed', api: 'platform', edit: remove('/paths/~1livez') },
  { name: 'a path is renamed', edit: rename('/paths/~1sign-in', '/signin') },
  { name: 'a method is changed', edit: rename(signIn, 'put') },
  { name: 'the path of the server is changed', edit: set('/servers/0/url', '/api/v2/auths') },
].map((row) => ({ api: 'sign-in', witness: 'request', ...row }) as BreakingRow);

export const breaking: readonly BreakingRow[] = [...requests, ...responses];
