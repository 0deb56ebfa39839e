import { headerValues, isAnswer, type Answer, type Exchange } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { parseJson } from './json.ts';
import { toStable, varies } from './compare.ts';
import { facetsOf } from './facets.ts';
import { isJson, mediaTypeOf } from './media-type.ts';
import { fault, toSubject, type CheckOptions, type Subject } from './subject.ts';

/** Differ from answer to answer: they speak of the connection, of the time, or of this one exchange. */
const passing =
  /^(?:date|age|connection|keep-alive|transfer-encoding|server-timing|traceparent|cf-ray|x-(?:request|correlation|trace)-id|x-response-time|x-runtime|(?:x-)?rate-?limit.*)$/;

/** Two answers that nobody may tell apart: status, headers and body, except what differs each time. Both must be there. */
export function checkSame(one: Exchange, other: Exchange, options: CheckOptions): Fault[] {
  if (!isAnswer(one.answer) || !isAnswer(other.answer)) return [];
  const a = toSubject(one.request, one.answer, options);
  const b = toSubject(other.request, other.answer, options);
  const of = (what: string, first: unknown, second: unknown) =>
    fault('same-answer', `${what} tells two requests apart that must get the same answer`, a.show(first), a.show(second), a.at);
  if (a.answer.status !== b.answer.status) return [of('the status', String(a.answer.status), String(b.answer.status))];
  const [first, second] = [bodyOf(a), bodyOf(b)];
  const sizes = first === second && !isSameBytes(a.answer, b.answer) ? ['content-length', 'etag'] : [];
  const names = [...new Set([...a.answer.headers, ...b.answer.headers].map(([name]) => name.toLowerCase()))].filter(
    (name) => !passing.test(name) && !sizes.includes(name),
  );
  const headers = names.flatMap((name) => {
    const [left, right] = [headerOf(a, name), headerOf(b, name)];
    return left === right ? [] : [of(`the header ${name}`, left, right)];
  });
  return [...headers, ...(first === second ? [] : [of('the body', first, second)])];
}

function headerOf({ answer, response, spec }: Subject, name: string): string | undefined {
  const values = headerValues(answer, name);
  const header = response?.headers.find((candidate) => candidate.name.toLowerCase() === name);
  if (values.length === 0) return undefined;
  return name === 'set-cookie' || (header && varies(facetsOf(header.schema, spec.schemas))) ? '(varies)' : values.join(', ');
}

/** Byte for byte, but for the parts of a JSON body that vary. */
function bodyOf({ answer, media, spec, oracle }: Subject): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(answer.body);
  if (!isJson(mediaTypeOf(answer)?.essence ?? '')) return text;
  try {
    const value = parseJson(text);
    const stable = toStable(value, { schema: media?.schema, schemas: spec.schemas, oracle });
    return stable === JSON.stringify(value) ? text : stable;
  } catch {
    return text;
  }
}

function isSameBytes(one: Answer, other: Answer): boolean {
  return Buffer.compare(one.body, other.body) === 0;
}
