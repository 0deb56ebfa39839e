/**
 * How to mend what a rule of Redocly finds, where its message only says what is wrong. House rules say it in their messages; the text is by the
 * name of the rule.
 */
const advice: Readonly<Record<string, string>> = {
  struct: 'see the OpenAPI 3.1 specification for what may stand here; what is ours begins with `x-`',
  'no-unresolved-refs': 'point it at something that is there: `#/components/…` in this file, or `./file.yaml#/…` beside it',
  'operation-description': 'say in `description` what a consumer has to know to call it',
  'operation-summary': 'give it a `summary` of a few words',
  'operation-operationId': 'give it an `operationId`: handler, test and client method are called so',
  'operation-operationId-unique': 'give one of the two another `operationId`',
  'operation-operationId-url-safe': 'use letters and digits only',
  'operation-2xx-response': 'say what it answers when it works',
  'operation-4xx-response': 'say what it answers to a request that is wrong',
  'operation-parameters-unique': 'remove one of the two parameters',
  'operation-tag-defined': 'list the tag under `tags` at the root',
  'path-parameters-defined': 'declare it under `parameters` with `in: path`, spelled as in the path',
  'path-declaration-must-exist': 'give the parameter in the path a name: `{id}`',
  'path-not-include-query': 'move what follows `?` to `parameters` with `in: query`',
  'no-identical-paths': 'the names of parameters do not tell two paths apart: make one of them',
  'no-ambiguous-paths': 'a request could mean either: change a fixed part of one of them',
  'no-path-trailing-slash': 'remove the `/` at the end',
  'no-server-trailing-slash': 'remove the `/` at the end',
  'no-empty-servers': 'list the path under which the API is served',
  'no-undefined-server-variable': 'declare it under `variables` of the server',
  'no-enum-type-mismatch': 'make `type` and the values of `enum` agree',
  'no-schema-type-mismatch': 'make `type` agree with the keywords beside it',
  'no-duplicated-enum-values': 'list each value once',
  'no-duplicated-tag-names': 'list each tag once',
  'no-mixed-number-range-constraints': 'keep one of the two bounds',
  'no-illogical-composition-keywords': 'one branch needs no `oneOf`, `anyOf` or `allOf`',
  'no-required-schema-properties-undefined': 'declare the property, or take it out of `required`',
  'no-example-value-and-externalValue': 'keep one of the two',
  'no-unused-components': 'refer to it, or remove it',
  'no-unsafe-markdown': 'take the HTML out of the text',
  'security-defined': 'give the operation `security`, and declare the scheme under `components/securitySchemes`; `[]` if it is public',
  'security-scopes-defined': 'declare the scope with the scheme',
  'spec-components-invalid-map-name': 'use letters, digits, `.`, `-` and `_`',
  'spec-ref-siblings': 'move what stands beside `$ref` into what it points to',
  'tag-description': 'say in `description` what belongs to the tag',
  'info-license': 'name the license under `info`',
  'info-license-strict': 'give the license a `url` or an `identifier`',
  'codegen/session': 'make `x-session` name operations and properties that are in this contract',
};

/** One sentence for a rule; undefined where the message says enough. */
export function mendingOf(rule: string): string | undefined {
  return Object.hasOwn(advice, rule) ? advice[rule] : undefined;
}

/** Every rule that has one. */
export const mendable: readonly string[] = Object.keys(advice);
