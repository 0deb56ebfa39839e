import type { Shape } from '../shape.ts';
import { camel, plural } from '../words.ts';
import { indent } from '../yaml.ts';

/** Of a body that was refused, as `statusError` of the server words it. */
export function invalidSchema(status: number): string {
  return `description: A request that was refused as it stands. Mend it before the next try.
type: object
properties:
  statusCode:
    const: ${status}
  message:
    description: What went wrong, in one sentence.
    type: string
    maxLength: 200
  errors:
    description: One line per breach. Absent if the body could not be read at all.
    type: array
    minItems: 1
    maxItems: 4096
    items:
      type: string
      maxLength: 16500
required: [statusCode, message]
additionalProperties: false
`;
}

/** A parameter of a path: a number if it is called an id, else a name. */
export function parameterSchema(name: string): string {
  return /id$/i.test(name) ? 'type: integer\nformat: int64\nminimum: 1\n' : 'type: string\npattern: ^[a-z0-9-]+$\nmaxLength: 64\n';
}

/** Values of a parameter: one that is known, one that is not, and one that breaks the schema, with what is wrong with that. */
export function parameterValues(name: string) {
  return /id$/i.test(name)
    ? { known: 1, unknown: 999_999_999, invalid: 'abc', breach: { rule: 'type', field: name, type: 'integer' } }
    : { known: 'example', unknown: 'another', invalid: 'ABC', breach: { rule: 'other', field: name, keyword: 'pattern' } };
}

const name = 'name:\n  description: For people.\n  type: string\n  minLength: 1\n  maxLength: 100\n';

export const requestSchema = toObject(name, ['name']);
export const requestValue = { name: 'Example' };

/** What is answered: schema and value. */
export interface Answer {
  schema: string;
  value: object;
}

/** Nothing for an operation that answers without a body. */
export function answerOf({ kind, noun, parameters }: Shape): Answer | undefined {
  if (kind === 'remove') return undefined;
  if (kind === 'action') return { schema: requestSchema, value: requestValue };
  const id = parameters.at(-1) ?? 'id';
  const item = {
    schema: toObject(`id:\n${indent(parameterSchema(id), 2)}${name}`, ['id', 'name']),
    value: { id: parameterValues(id).known, ...requestValue },
  };
  if (kind !== 'list') return item;
  const items = camel(plural(noun.split(' ')));
  const list = `${items}:\n  type: array\n  maxItems: 1000\n  items:\n${indent(item.schema, 4)}`;
  return { schema: toObject(list, [items]), value: { [items]: [item.value] } };
}

/** In the envelope `{status, data}`. */
export function enclose({ schema, value }: Answer, status: number): Answer {
  const properties = `status:\n  description: The HTTP status again.\n  const: ${status}\ndata:\n${indent(schema, 2)}`;
  return { schema: toObject(properties, ['status', 'data']), value: { status, data: value } };
}

function toObject(properties: string, required: readonly string[]): string {
  return `type: object\nproperties:\n${indent(properties, 2)}required: [${required.join(', ')}]\nadditionalProperties: false\n`;
}
