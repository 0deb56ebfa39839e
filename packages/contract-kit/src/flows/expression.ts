import { headerValues, type Answer, type SentRequest } from '../exchange.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { valueAt } from '../spec/pointer.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A runtime expression of Arazzo 1.0, taken apart. */
export interface Expression {
  text: string;
  at: Location;
  of: keyof typeof forms;
  /** The step, workflow or source description that is looked at. */
  owner: string;
  name: string;
  /** JSON pointer into the value. */
  pointer: string | undefined;
}

/** What expressions look at. */
export interface Scope {
  inputs: Values;
  /** Step → its outputs. */
  steps: ReadonlyMap<string, Values>;
  workflows: ReadonlyMap<string, { inputs: Values; outputs: Values }>;
  /** Source description → the address of its API. */
  servers: ReadonlyMap<string, string>;
  /** Of the step that was just done. */
  exchange?: { request: SentRequest; path: Values; query: Values; answer: Answer };
  /** Of the workflow that the step called. */
  outputs?: Values;
}

const forms = {
  url: /^\$url$/,
  method: /^\$method$/,
  statusCode: /^\$statusCode$/,
  'request.header': /^\$request\.header\.(?<name>[^\s#]+)$/,
  'request.query': /^\$request\.query\.(?<name>[^\s#]+)$/,
  'request.path': /^\$request\.path\.(?<name>[^\s#]+)$/,
  'request.body': /^\$request\.body(?:#(?<pointer>\/.*|))?$/,
  'response.header': /^\$response\.header\.(?<name>[^\s#]+)$/,
  'response.body': /^\$response\.body(?:#(?<pointer>\/.*|))?$/,
  inputs: /^\$inputs\.(?<name>[^\s#]+)(?:#(?<pointer>\/.*|))?$/,
  outputs: /^\$outputs\.(?<name>[^\s#]+)(?:#(?<pointer>\/.*|))?$/,
  steps: /^\$steps\.(?<owner>[\w-]+)\.outputs\.(?<name>[^\s#]+)(?:#(?<pointer>\/.*|))?$/,
  'workflows.inputs': /^\$workflows\.(?<owner>[\w-]+)\.inputs\.(?<name>[^\s#]+)(?:#(?<pointer>\/.*|))?$/,
  'workflows.outputs': /^\$workflows\.(?<owner>[\w-]+)\.outputs\.(?<name>[^\s#]+)(?:#(?<pointer>\/.*|))?$/,
  sourceDescriptions: /^\$sourceDescriptions\.(?<owner>[\w-]+)\.url$/,
} as const;

/** Throws a `SpecError` for what is no runtime expression, or one that is not supported. */
export function parseExpression(text: string, at: Location): Expression {
  for (const [of, form] of Object.entries(forms)) {
    const { groups, 0: all } = form.exec(text) ?? {};
    if (all === undefined) continue;
    return {
      text,
      at,
      of: of as keyof typeof forms,
      owner: groups?.['owner'] ?? '',
      name: groups?.['name'] ?? '',
      pointer: groups?.['pointer'],
    };
  }
  throw new SpecError(`not a runtime expression that is supported: ${text}`, at);
}

/** Undefined where there is nothing. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  const value = valueOf(expression, scope);
  return expression.pointer === undefined ? value : valueAt(value, expression.pointer);
}

function valueOf({ of, owner, name }: Expression, scope: Scope): unknown {
  const { exchange } = scope;
  if (of === 'inputs') return pick(scope.inputs, name);
  if (of === 'outputs') return pick(scope.outputs, name);
  if (of === 'steps') return pick(scope.steps.get(owner), name);
  if (of === 'workflows.inputs') return pick(scope.workflows.get(owner)?.inputs, name);
  if (of === 'workflows.outputs') return pick(scope.workflows.get(owner)?.outputs, name);
  if (of === 'sourceDescriptions') return scope.servers.get(owner);
  if (!exchange) return undefined;
  if (of === 'url') return exchange.request.url;
  if (of === 'method') return exchange.request.method;
  if (of === 'statusCode') return exchange.answer.status;
  if (of === 'request.path') return exchange.path[name];
  if (of === 'request.query') return exchange.query[name];
  const message = of.startsWith('request') ? exchange.request : exchange.answer;
  return of.endsWith('header') ? headerOf(message, name) : bodyOf(message);
}

type Message = Pick<Answer, 'headers'> & { body: Uint8Array | undefined };

function headerOf({ headers }: Message, name: string): string | undefined {
  const values = headerValues({ status: 0, headers, body: new Uint8Array() }, name);
  return values.length > 0 ? values.join(', ') : undefined;
}

/** JSON as what it says, everything else as text, no bytes as nothing. */
function bodyOf(message: Message): unknown {
  if (!message.body?.length) return undefined;
  const text = new TextDecoder().decode(message.body);
  if (!/^application\/(?:[^;]+\+)?json\b/i.test(headerOf(message, 'content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A part of a value by its name, in which a dot may be part of a key or lead into it: `user.email`. Own properties only. */
export function pick(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Values)[name];
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const key = name.slice(0, dot);
    if (Object.hasOwn(value, key)) return pick((value as Values)[key], name.slice(dot + 1));
  }
  return undefined;
}
