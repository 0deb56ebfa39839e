import { explain } from '../check/breach.ts';
import { parseJson } from '../check/json.ts';
import { isJson, parseMediaType, rank } from '../check/media-type.ts';
import type { SentRequest } from '../exchange.ts';
import type { Oracle } from '../oracle.ts';
import { valueAt } from '../spec/pointer.ts';
import type { MediaType, Operation, Schema, Schemas } from '../spec/spec.ts';
import type { Lapse } from './parameters.ts';
import { readingOf } from './reading.ts';

/** What the body of a request does not keep. Forms are looked into as far as each field is a single text. */
export function checkBody(operation: Operation, request: SentRequest, oracle: Oracle, schemas: Schemas): Lapse[] {
  const { body } = operation;
  if (!body) return [];
  const bytes = request.body ?? new Uint8Array();
  const wanted = body.content.map(({ mediaType }) => mediaType).join(' or ');
  if (bytes.length === 0) {
    const lapse = { rule: 'body', message: 'without a body', expected: wanted, actual: 'nothing', at: body.at };
    return body.required ? [lapse] : [];
  }
  const written = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const type = parseMediaType(written ?? '');
  const media = type && best(body.content, type);
  if (media) return checkContent(media, type.essence, bytes, oracle, schemas);
  const message = written === undefined ? 'without a Content-Type' : 'with a Content-Type that the contract does not document';
  return [{ rule: 'content-type', message, expected: wanted, actual: written ?? 'nothing', at: body.at }];
}

function best(content: readonly MediaType[], type: NonNullable<ReturnType<typeof parseMediaType>>): MediaType | undefined {
  const ranked = content.map((media) => ({ media, rank: rank(media.mediaType, type) })).filter((candidate) => candidate.rank > 0);
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.media;
}

function checkContent({ schema, at }: MediaType, essence: string, bytes: Uint8Array, oracle: Oracle, schemas: Schemas): Lapse[] {
  const isForm = essence === 'application/x-www-form-urlencoded';
  if (!isForm && !isJson(essence)) return [];
  const value = isForm ? { json: readForm(bytes, schema, oracle, schemas) } : readJson(bytes);
  if (!value) return [{ rule: 'body', message: 'whose body is not JSON', expected: 'JSON in UTF-8', actual: `${bytes.length} bytes`, at }];
  return oracle.breaches(schema ?? true, value.json).map((breach) => {
    const { message, expected, pointer, where } = explain(breach, schemas, at);
    const actual = valueAt(value.json, breach.pointer);
    return {
      rule: 'body',
      message: `whose body breaks the contract at ${pointer || 'its root'}: ${message}`,
      expected,
      // As JSON: `"1"` is not the number it looks like.
      actual: typeof actual === 'string' ? JSON.stringify(actual) : actual,
      at: where,
    };
  });
}

function readJson(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

/** Each field as its schema reads it. */
function readForm(bytes: Uint8Array, schema: Schema | undefined, oracle: Oracle, schemas: Schemas): object {
  const fields = new URLSearchParams(new TextDecoder().decode(bytes));
  const target = schema === undefined ? true : schemas.deref(schema);
  const properties = (typeof target === 'object' ? (target['properties'] ?? {}) : {}) as Readonly<Record<string, Schema>>;
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const texts = fields.getAll(name);
      const isKnown = Object.hasOwn(properties, name);
      return [name, isKnown ? readingOf(oracle, properties[name] ?? true, texts) : texts.length === 1 ? texts[0] : texts];
    }),
  );
}
