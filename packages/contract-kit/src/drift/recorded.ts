import { unpack } from '../check/coding.ts';
import { isAnswer, type Answer, type SentRequest } from '../exchange.ts';
import type { HarEntry } from '../har/entry.ts';
import { isBlotted } from './lenient.ts';

/** What the contract says nothing of because HTTP, a browser or a proxy adds it. In lower case. */
export const tolerated = [
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'content-encoding',
  'location',
  'refresh',
  'set-cookie',
  'x-powered-by',
];

/** An entry that can be judged. */
export interface Recorded {
  request: SentRequest;
  answer: Answer;
  isRequestWhole: boolean;
  isAnswerWhole: boolean;
  /** Something in the body or the address was blotted out, so that nobody knows whether it kept the contract. */
  isBlotted: boolean;
  /** The answer is JSON: from an API rather than a page. */
  isData: boolean;
}

/** Bytes; the bodies that browsers cut off are larger. */
const uncut = 512 * 1024;

/** The entry as it may be judged, or why it says nothing of the contract. */
export function toRecorded({ exchange, isRequestWhole, isAnswerWhole }: HarEntry): Recorded | string {
  const { request, answer } = exchange;
  if (!/^https?:/i.test(request.url)) return 'not HTTP';
  if (!isAnswer(answer)) return 'not answered';
  if (request.method === 'OPTIONS' && has(request, 'access-control-request-method')) return 'CORS preflight';
  if (answer.status < 200 || answer.status === 304) return answer.status === 304 ? 'not modified (304)' : 'no final answer';
  const text = new TextDecoder().decode(request.body ?? new Uint8Array());
  return {
    request,
    answer: withoutTransport(answer),
    isRequestWhole,
    isAnswerWhole: isAnswerWhole && !isCut(answer),
    isBlotted: isBlotted(text) || isBlotted(request.url),
    isData: isJson(answer),
  };
}

/** An archive holds the content, unpacked and without its framing: what the headers say of those is no longer true. */
function withoutTransport(answer: Answer): Answer {
  const content = unpack(answer);
  const body = 'bytes' in content ? content.bytes : answer.body;
  const gone = ['content-length', 'content-encoding', 'transfer-encoding', ...(answer.status === 204 ? ['content-type'] : [])];
  return { status: answer.status, headers: answer.headers.filter(([name]) => !gone.includes(name.toLowerCase())), body };
}

/** Browsers keep a megabyte or so of each body. */
function isCut(answer: Answer): boolean {
  const { body } = answer;
  if (body.length < uncut || !isJson(answer)) return false;
  const last = new TextDecoder().decode(body.subarray(-16)).trimEnd().at(-1);
  return last !== '}' && last !== ']';
}

function has({ headers }: SentRequest, name: string): boolean {
  return headers.some(([key]) => key.toLowerCase() === name);
}

function isJson({ headers }: Answer): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'content-type' && /^[^;]*json/i.test(value));
}
