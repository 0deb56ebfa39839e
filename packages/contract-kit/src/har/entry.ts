import { isAnswer, type Answer, type Exchange, type NoAnswer, type SentRequest } from '../exchange.ts';
import { get, list, number, optional, PartError, text, type Part } from './part.ts';

/** One entry of an HTTP archive. */
export interface HarEntry {
  /** Its place in `log.entries`, from 0. */
  index: number;
  exchange: Exchange;
  /** False where a body came or went that the recorder left out. */
  isRequestWhole: boolean;
  isAnswerWhole: boolean;
}

export function readEntry(part: Part, index: number): HarEntry {
  const [request, response] = [get(part, 'request'), get(part, 'response')];
  const [sent, answer] = [readRequest(request), readAnswer(response)];
  return {
    index,
    exchange: {
      request: sent,
      answer,
      // Whoever leaves it out says nothing less of what was said.
      startedAt: Date.parse(optional(text, get(part, 'startedDateTime')) ?? '') || 0,
      duration: optional(number, get(part, 'time')) ?? 0,
    },
    isRequestWhole: isWhole(get(request, 'postData'), get(request, 'bodySize').value, sent),
    isAnswerWhole: !isAnswer(answer) || isWhole(get(response, 'content'), get(get(response, 'content'), 'size').value, answer),
  };
}

function readRequest(part: Part): SentRequest {
  const method = text(get(part, 'method')).toUpperCase();
  const url = text(get(part, 'url'));
  if (!URL.canParse(url)) throw new PartError(get(part, 'url'), 'a URL is expected');
  const headers = readHeaders(part);
  const cookies = optional(list, get(part, 'cookies')) ?? [];
  // Some recorders tell cookies here and nowhere else.
  const isMissing = cookies.length > 0 && !headers.some(([name]) => name.toLowerCase() === 'cookie');
  const cookie = (isMissing ? cookies : []).map((one) => `${text(get(one, 'name'))}=${text(get(one, 'value'))}`).join('; ');
  return { method, url, headers: cookie === '' ? headers : [...headers, ['Cookie', cookie]], body: readPostData(get(part, 'postData')) };
}

/** Forms come in parts, and from some recorders in nothing else. */
function readPostData(part: Part): Uint8Array | undefined {
  const written = optional(text, get(part, 'text'));
  const encoding = optional(text, get(part, '_encoding')) ?? optional(text, get(part, 'encoding'));
  if (written !== undefined && written !== '') return toBytes(written, encoding);
  const isForm = /^application\/x-www-form-urlencoded/i.test(optional(text, get(part, 'mimeType')) ?? '');
  const params = isForm ? (optional(list, get(part, 'params')) ?? []) : [];
  const pairs = params.map((one) => [decode(text(get(one, 'name'))), decode(optional(text, get(one, 'value')) ?? '')]);
  if (pairs.length > 0) return toBytes(String(new URLSearchParams(pairs)), undefined);
  return written === undefined ? undefined : new Uint8Array();
}

/** Chrome writes them as they were sent. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** Browsers write the status 0 for a request that was not answered, others -1. */
function readAnswer(part: Part): Answer | NoAnswer {
  const status = number(get(part, 'status'));
  if (status <= 0) return { kind: 'closed', message: optional(text, get(part, '_error')) ?? 'not answered' };
  const content = get(part, 'content');
  const body = optional(text, get(content, 'text')) ?? '';
  return { status, headers: readHeaders(part), body: toBytes(body, optional(text, get(content, 'encoding'))) };
}

/** Those of HTTP/2 that begin with a colon are no headers. Chrome writes several of one name as lines of one. */
function readHeaders(part: Part): [string, string][] {
  return list(get(part, 'headers')).flatMap((header) => {
    const [name, value] = [text(get(header, 'name')), text(get(header, 'value'))];
    if (name.startsWith(':')) return [];
    return value.includes('\n') ? value.split('\n').map((line): [string, string] => [name, line]) : [[name, value]];
  });
}

function toBytes(content: string, encoding: string | undefined): Uint8Array {
  return encoding?.toLowerCase() === 'base64' ? Buffer.from(content, 'base64') : new TextEncoder().encode(content);
}

/** Without a text there was no body, unless its size or a header tells of one; -1 stands for a size that nobody knows. */
function isWhole(content: Part, size: unknown, { headers }: Pick<Answer, 'headers'>): boolean {
  if (get(content, 'text').value !== undefined || get(content, 'params').value !== undefined) return true;
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const length = header('content-length') ?? (header('transfer-encoding') === undefined ? undefined : 'unknown');
  if (typeof size === 'number' && size > 0) return false;
  return length === undefined ? size !== -1 : length === '0';
}
