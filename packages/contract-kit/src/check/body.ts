import type { Fault } from '../result.ts';
import { valueAt } from '../spec/pointer.ts';
import { isObject } from '../values/json.ts';
import { explain } from './breach.ts';
import { unpack } from './coding.ts';
import { parseJson } from './json.ts';
import { isJson, mediaTypeOf, parseMediaType } from './media-type.ts';
import { fault, type Subject } from './subject.ts';

/** A body as far as it can be read. */
export interface Body {
  text?: string;
  /** In an object, because `undefined` is no JSON and `null` is. */
  json?: { value: unknown };
  faults: readonly Fault[];
}

export function readBody(subject: Subject): Body {
  const { answer, request, response, media, at, show, expect } = subject;
  const documented = parseMediaType(media?.mediaType ?? '');
  const essence = (mediaTypeOf(answer) ?? documented)?.essence ?? '';
  const of = (message: string, expected: string, actual: string): Body => ({
    faults: [fault('body', message, expected, actual, media?.at ?? at)],
  });
  if (answer.body.length === 0) {
    const isMissing = expect.documented && (response?.content.length ?? 0) > 0 && !isTextual(essence);
    return isMissing && request.method !== 'HEAD' && answer.status !== 204 && answer.status !== 304
      ? of('has no body', response?.content.map(({ mediaType }) => mediaType).join(' or ') ?? '', 'nothing')
      : { faults: [] };
  }
  if (!isJson(essence) && !isTextual(essence)) return { faults: [] };
  const content = unpack(answer);
  if ('coding' in content)
    return of(
      `says Content-Encoding: ${show(content.coding)}, but cannot be read so`,
      'a body that is what its headers say',
      `${answer.body.length} bytes that are not ${show(content.coding)}`,
    );
  const charset = mediaTypeOf(answer)?.parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  if (!isJson(essence) && charset !== 'utf-8') return { faults: [] };
  const text = decode(content.bytes);
  if (text === undefined) return of('is not valid UTF-8', 'UTF-8', show(new TextDecoder().decode(content.bytes)));
  return isJson(essence) ? readJson(text, show, of) : { text, faults: [] };
}

function readJson(text: string, show: Subject['show'], of: (message: string, expected: string, actual: string) => Body): Body {
  if (text.startsWith('\uFEFF')) return { ...of('begins with a byte order mark', 'JSON', 'U+FEFF'), text };
  try {
    return { text, json: { value: parseJson(text) }, faults: [] };
  } catch (error) {
    return { ...of(`is not JSON: ${show((error as Error).message)}`, 'JSON', show(text)), text };
  }
}

function isTextual(essence: string): boolean {
  return essence.startsWith('text/');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** More would only repeat what the first ones say. */
const mostFaults = 10;

export function checkSchema({ media, oracle, spec, at, show }: Subject, { json, text }: Body): Fault[] {
  const schema = media?.schema;
  if (schema === undefined || (json === undefined && text === undefined)) return [];
  const isBroken = json === undefined && isJson(parseMediaType(media?.mediaType ?? '')?.essence ?? '');
  if (isBroken) return [];
  const value = json ? json.value : text;
  return oracle
    .breaches(schema, value)
    .slice(0, mostFaults)
    .map((breach) => {
      const { message, expected, pointer, where } = explain(breach, spec.schemas, media?.at ?? at);
      const actual = valueAt(value, breach.pointer);
      // As JSON: `"1"` is not the number it looks like.
      const shown = json && typeof actual === 'string' ? JSON.stringify(actual) : actual;
      return fault('body', `${pointer === '' ? 'the body' : pointer}: ${message}`, expected, show(shown), where);
    });
}

/** A body that says a status says the one of HTTP; unless the contract's own example says another. */
export function checkBodyStatus({ answer, expect, media, at }: Subject, { json }: Body): Fault[] {
  if (!isObject(json?.value)) return [];
  const inside = [json.value, json.value['error']].filter(isObject);
  return inside.flatMap((object) =>
    ['statusCode', 'status', 'code'].flatMap((name) => {
      const value = object[name];
      if (!Number.isInteger(value) || value === answer.status || (name === 'code' && answer.status < 400)) return [];
      const isStatus = name === 'statusCode' || (Number(value) >= 100 && Number(value) < 600);
      const isShown = isObject(expect.body?.value) && expect.body.value[name] === value;
      if (!isStatus || isShown) return [];
      return [
        fault(
          'body',
          `says ${name} ${String(value)} in an answer of status ${answer.status}`,
          String(answer.status),
          String(value),
          media?.at ?? at,
        ),
      ];
    }),
  );
}
