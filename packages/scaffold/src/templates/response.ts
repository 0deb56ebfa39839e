import { flow, indent, scalar } from '../yaml.ts';

/** An example of an answer. Without a `value` it belongs to an answer without a body. */
export interface ExampleText {
  summary?: string;
  /** The state in which the server answers so. */
  given?: string;
  /** How the request differs, as `x-request` says it. */
  request?: object;
  value?: unknown;
}

export interface ResponseText {
  description: string;
  /** Names of `specs/shared/headers.yaml` by header, besides the two of every answer; or YAML of a header. */
  headers?: Readonly<Record<string, string>>;
  /** YAML; undefined for an answer without a body. */
  schema?: string;
  examples: Readonly<Record<string, ExampleText>>;
}

/** A response as the specs write it. `shared` leads to `specs/shared` from the file that it is written in. */
export function toResponse({ description, headers = {}, schema, examples }: ResponseText, shared: string): string {
  const all = { 'X-Request-Id': 'XRequestId', 'Cache-Control': 'NoStore', ...headers };
  const lines = Object.entries(all).map(([name, header]) => {
    const text = /^\w+$/.test(header) ? `$ref: ${shared}/headers.yaml#/${header}\n` : header;
    return `${name}:\n${indent(text, 2)}`;
  });
  const shown = Object.entries(examples).map(([name, example]) => toExample(name, example));
  const body =
    schema === undefined
      ? `x-examples:\n${indent(shown.join(''), 2)}`
      : `content:\n  application/json:\n    schema:\n${indent(schema, 6)}    examples:\n${indent(shown.join(''), 6)}`;
  return `description: ${scalar(description)}\nheaders:\n${indent(lines.join(''), 2)}${body}`;
}

/** Of a request or an answer. `value` may also be YAML, as an anchor is: then it begins with `&` or `*`. */
export function toExample(name: string, { summary, given, request, value }: ExampleText, invalid = false): string {
  const isReference = typeof value === 'string' && /^[&*]\w+/.test(value);
  const lines = [
    ...(summary === undefined ? [] : [`summary: ${scalar(summary)}`]),
    ...(invalid ? ['x-invalid: true'] : []),
    ...(given === undefined ? [] : [`x-given: ${given}`]),
    ...(request === undefined ? [] : [toRequest(request)]),
    ...(value === undefined ? [] : [`value: ${isReference ? value : flow(value)}`]),
  ];
  return lines.length > 0 ? `${name}:\n${indent(lines.join('\n'), 2)}\n` : `${name}: {}\n`;
}

/** On one line if it is short. */
function toRequest(request: object): string {
  const short = `x-request: ${flow(request)}`;
  if (short.length <= 80) return short;
  return `x-request:\n${indent(
    Object.entries(request)
      .map(([key, value]) => `${key}: ${flow(value)}`)
      .join('\n'),
    2,
  )}`;
}
