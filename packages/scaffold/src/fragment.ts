import { bodyMethods, commonAnswers, errorSchema, sharedFrom, type Draft } from './answers.ts';
import { toExample, toResponse, type ExampleText } from './templates/response.ts';
import { answerOf, enclose, parameterSchema, parameterValues, requestSchema, requestValue, type Answer } from './templates/schemas.ts';
import { withToken } from './templates/failures.ts';
import { exampleNameOf, knowsThings, type Shape } from './shape.ts';
import { summaryOf, successOf } from './templates/summaries.ts';
import type { Tokens } from './tokens.ts';
import { flow, indent, scalar } from './yaml.ts';

/** The parts of a path item, from the first column. */
export interface Fragment {
  /** For a path that is new; empty if it has no parameters. */
  parameters: string;
  operation: string;
  /** From the body of its success to the id of what it shows. */
  idPath: string;
}

/** Everything that the contract says of an operation. What the API lacks for it is added to the components of `draft`. */
export function toFragment(draft: Draft): Fragment {
  const { shape, tokens } = draft;
  const example = exampleNameOf(shape);
  const plain = answerOf(shape);
  const success = shape.kind === 'create' ? 201 : plain ? 200 : 204;
  const answer = plain && isEnclosed(draft) ? enclose(plain, success) : plain;
  const { responses, requests } = commonAnswers(draft);
  const own = [...ownFailures(draft), [String(success), toSuccess(draft, example, answer)] as const];
  const all = new Map([...responses, ...own]);
  const sorted = [...all].toSorted(([a], [b]) => Number(a) - Number(b)).map(([status, text]) => `'${status}':\n${indent(text, 2)}`);
  const lines = [
    `operationId: ${shape.operationId}\n`,
    ...(draft.tag === undefined ? [] : [`tags: ${flow([draft.tag])}\n`]),
    `summary: ${scalar(summaryOf(shape))}\n`,
    `description: ${scalar(`Answers as the example \`${example}\`, until its handler does the work.`)}\n`,
    tokens ? `security:\n  - ${bearer(draft, tokens)}: []\n` : 'security: []\n',
    ...(bodyMethods.has(shape.method) ? [toRequestBody(shape, example, requests)] : []),
    `responses:\n${indent(sorted.join(''), 2)}`,
  ];
  const operation = `${shape.method}:\n${indent(lines.join(''), 2)}`;
  return { parameters: toParameters(shape), operation, idPath: isEnclosed(draft) ? 'data.id' : 'id' };
}

function toSuccess(draft: Draft, example: string, answer: Answer | undefined): string {
  const { home, shape, tokens } = draft;
  const shown: ExampleText = {
    ...(tokens && { summary: 'With a token that has just been handed out', request: withToken(tokens) }),
    ...(answer && { value: answer.value }),
  };
  const description = successOf(shape);
  return toResponse({ description, ...(answer && { schema: answer.schema }), examples: { [example]: shown } }, sharedFrom(home));
}

/** What depends on the operation: a body or a parameter that breaks its schema, a thing that is not there, and the 500 of one that asks no database. */
function ownFailures(draft: Draft): [status: string, text: string][] {
  const { api, home, shape, tokens } = draft;
  const write = (
    failure: { code: string; data?: unknown },
    description: string,
    examplesOfIt: Record<string, ExampleText>,
  ): [string, string] => {
    const text = toResponse({ description, schema: errorSchema(draft, failure), examples: examplesOfIt }, sharedFrom(home));
    return [String(api.envelope(failure).status), text];
  };
  const refused = refusals(draft);
  const missing = api.envelope({ code: 'not-found' }).body;
  const unknown = { request: { path: pathTo(draft, 'unknown') }, value: missing };
  const broken = { given: 'fault', value: api.envelope({ code: 'internal' }).body };
  const failed = 'An unexpected error. The request id finds it in the log.';
  return [
    ...(Object.keys(refused).length > 0 ? [write(missingName, 'The request breaks its schema.', refused)] : []),
    ...(knowsThings(shape) ? [write({ code: 'not-found' }, `No such ${shape.noun}.`, { unknown })] : []),
    ...(tokens ? [] : [write({ code: 'internal' }, failed, { unexpectedError: broken })].map(withAdvice)),
  ];
}

/** What is to be done with it later stands where it is to be done. */
function withAdvice([status, text]: [string, string]): [string, string] {
  const advice =
    'Nothing can fail yet. Once the handler asks the database: `x-given: broken` here, and a 503 with `x-given: database-away`.';
  return [status, `# ${advice}\n${text}`];
}

const missingName = invalid({ rule: 'missing', field: 'name' });

function invalid(breach: object): { code: string; data: unknown } {
  return { code: 'invalid', data: { breaches: [breach] } };
}

function refusals(draft: Draft): Record<string, ExampleText> {
  const { api, shape } = draft;
  const refuse = (breach: object) => api.envelope(invalid(breach)).body;
  const parameter = shape.parameters.at(-1);
  const ofBody = {
    emptyObject: { value: api.envelope(missingName).body },
    unknownProperty: { value: refuse({ rule: 'unknown', field: 'other' }) },
  };
  const request = { path: pathTo(draft, 'invalid') };
  return {
    ...(parameter !== undefined && { invalidParameter: { request, value: refuse(parameterValues(parameter).breach) } }),
    ...(bodyMethods.has(shape.method) && ofBody),
  };
}

function pathTo({ api, shape }: Draft, which: 'known' | 'unknown' | 'invalid'): string {
  const last = shape.parameters.at(-1);
  const fill = (_: string, name: string) => String(parameterValues(name)[name === last ? which : 'known']);
  return api.serverPath + shape.path.replaceAll(/\{([^{}]*)\}/g, fill);
}

function toParameters({ parameters, noun }: Shape): string {
  const listed = parameters.map((name) => {
    const { known } = parameterValues(name);
    const about = name === parameters.at(-1) ? `Which ${noun}.` : `The \`${name}\` of what it belongs to.`;
    const shown = `examples:\n  known:\n    value: ${flow(known)}\n`;
    const lines = `name: ${name}\nin: path\ndescription: ${scalar(about)}\nrequired: true\nschema:\n${indent(parameterSchema(name), 2)}${shown}`;
    return `- ${indent(lines, 2).trimStart()}`;
  });
  return listed.length > 0 ? `parameters:\n${indent(listed.join(''), 2)}` : '';
}

function toRequestBody({ operationId }: Shape, example: string, requests: readonly [name: string, ExampleText][]): string {
  const odd = requests.map(([name, text]) => toExample(name, { ...text, value: `*${operationId}` }));
  const shown = [
    toExample(example, { summary: 'As it should be', value: `&${operationId} ${flow(requestValue)}` }),
    toExample('emptyObject', { summary: 'Nothing at all', value: {} }, true),
    toExample('unknownProperty', { summary: 'A property that the contract does not know', value: { ...requestValue, other: true } }, true),
    ...odd,
  ];
  const media = `schema:\n${indent(requestSchema, 2)}examples:\n${indent(shown.join(''), 2)}`;
  return `requestBody:\n  description: What it takes.\n  required: true\n  content:\n    application/json:\n${indent(media, 6)}`;
}

/** The key of the API's scheme for tokens, which it gets if it has none. */
function bearer({ api, components }: Draft, { api: lender }: Tokens): string {
  const known = api.spec.securitySchemes.find(({ kind }) => kind === 'bearer');
  const text = `description: A token of the ${lender} API.\ntype: http\nscheme: bearer\nbearerFormat: JWT\n`;
  if (!known) components.push({ kind: 'securitySchemes', name: 'bearer', text });
  return known?.key ?? 'bearer';
}

/** Whether the API puts what it answers into `{status, data}`. */
function isEnclosed({ api }: Draft): boolean {
  const shown = api.spec.operations
    .flatMap(({ responses }) => responses)
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.flatMap((media) => media.examples.map(({ value }) => Object.keys(Object(value)).join())));
  return shown.length > 0 && shown.every((keys) => keys === 'status,data');
}
