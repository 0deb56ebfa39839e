import { explain } from '../check/breach.ts';
import { createPathReader } from '../coverage/route.ts';
import type { SentRequest } from '../exchange.ts';
import type { Oracle } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import type { Operation, Parameter, Schemas } from '../spec/spec.ts';
import { isBlotted } from './lenient.ts';
import { readingOf } from './reading.ts';

/** A sentence of the contract that a request does not keep. */
export interface Lapse {
  /** `credentials`, `parameter`, `content-type`, `body`. */
  rule: string;
  /** After `a request …`: `without the header X`, `whose body …`. */
  message: string;
  expected: string;
  /** Not masked. */
  actual: unknown;
  at: Location;
  /** The contract does not forbid it, it knows nothing of it. */
  isUnknown?: true;
}

/** Where a parameter is written so that its text is its value, or a list of values. */
const plain = ['form', 'simple'];

/** What path, query, headers and cookies do not keep. Objects and parameters in a media type of their own are not looked into. */
export function checkParameters(operation: Operation, request: SentRequest, oracle: Oracle, schemas: Schemas): Lapse[] {
  const url = new URL(request.url);
  const pathValues = createPathReader(operation)(request.url);
  const lapses = operation.parameters.flatMap((parameter) => {
    const texts = parameter.in === 'path' ? [pathValues[parameter.name] ?? ''] : textsOf(parameter, request, url);
    if (texts.length === 0) return parameter.required && !isObjectLike(parameter, schemas) ? [missing(parameter)] : [];
    const isReadable = parameter.mediaType === undefined && plain.includes(parameter.style) && !isObjectLike(parameter, schemas);
    return isReadable ? checkTexts(parameter, texts, oracle, schemas) : [];
  });
  return [...lapses, ...unknownOnes(operation, url)];
}

function missing({ in: place, name, at }: Parameter): Lapse {
  return { rule: 'parameter', message: `without the ${place} parameter ${name}`, expected: name, actual: 'nothing', at };
}

function checkTexts({ in: place, name, schema, at }: Parameter, texts: readonly string[], oracle: Oracle, schemas: Schemas): Lapse[] {
  if (texts.some((text) => isBlotted(text))) return [];
  const target = schemas.deref(schema);
  const [breach] = oracle.breaches(target, readingOf(oracle, target, texts));
  if (!breach) return [];
  const { message, expected, where } = explain(breach, schemas, at);
  return [
    { rule: 'parameter', message: `whose ${place} parameter ${name} is wrong: ${message}`, expected, actual: texts.join(', '), at: where },
  ];
}

/** A contract that names some query parameters, or none, knows nothing of the others. */
function unknownOnes({ parameters, security, at }: Operation, url: URL): Lapse[] {
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const isOpen = query.some(({ style, mediaType }) => !plain.includes(style) || mediaType !== undefined);
  const keys = security.flat().flatMap(({ scheme }) => (scheme.in === 'query' ? [scheme.name] : []));
  const known = new Set([...query.map(({ name }) => name), ...keys]);
  const names = isOpen ? [] : [...new Set(url.searchParams.keys())].filter((name) => !known.has(name));
  return names.map((name) => ({
    rule: 'parameter',
    message: `with the query parameter ${name}, which the contract does not document`,
    expected: [...known].join(', ') || 'no query',
    actual: name,
    at,
    isUnknown: true,
  }));
}

function textsOf({ name, in: place }: Parameter, { headers }: SentRequest, url: URL): string[] {
  if (place === 'query') return url.searchParams.getAll(name);
  if (place === 'header') return headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  const cookies = headers.filter(([key]) => key.toLowerCase() === 'cookie').flatMap(([, value]) => value.split(';'));
  return cookies.map((pair) => pair.trim()).flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []));
}

/** Its properties may be parameters of their own. */
function isObjectLike({ schema }: Parameter, schemas: Schemas): boolean {
  const target = schemas.deref(schema);
  return typeof target === 'object' && ([target['type']].flat().includes('object') || target['properties'] !== undefined);
}
