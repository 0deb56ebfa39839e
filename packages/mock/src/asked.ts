/** A request as it reached the mock. */
export interface Asked {
  /** In capitals. */
  method: string;
  /** From the root of the server, as it was sent, without the query. */
  path: string;
  query: URLSearchParams;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** The body was too large to be kept whole. */
  isCut: boolean;
}

/** What a body says. */
export interface Reading {
  /** JSON if its media type says so, else text; null if there is no body. */
  value: unknown;
  text: string;
  /** It should be JSON, but is not. */
  isMalformed: boolean;
}

/** Reads the body of a request by its media type. Never throws. */
export function readBody({ headers, body }: Pick<Asked, 'headers' | 'body'>): Reading {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  if (body.length === 0) return { value: null, text, isMalformed: false };
  if (!isJson(headers['content-type'] ?? '')) return { value: text, text, isMalformed: false };
  try {
    // Bytes that are no UTF-8 are no JSON either (RFC 8259, 8.1).
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)), text, isMalformed: false };
  } catch {
    return { value: text, text, isMalformed: true };
  }
}

/** Whether a Content-Type is that of JSON. */
export function isJson(contentType: string): boolean {
  return /^[^;]+[/+]json\s*(;|$)/i.test(contentType);
}

/** A Content-Type by which two can be compared: a client may say of JSON that it is in UTF-8. */
export function toMediaType(contentType: string): string {
  return contentType.toLowerCase().replaceAll(/[\s"]/g, '').replace(';charset=utf-8', '');
}

/** Whether a Content-Type is of a documented media type, which may be a range such as `text/*`. Parameters do not count. */
export function isSameType(documented: string, contentType: string): boolean {
  const [shown = '', given = ''] = [documented, contentType].map((type) => type.split(';')[0]?.trim().toLowerCase());
  return shown === given || shown === '*/*' || (shown.endsWith('/*') && given.startsWith(shown.slice(0, -1)));
}

/** What is left of a path behind that of an API's server; undefined if it lies elsewhere. */
export function within(serverPath: string, path: string): string | undefined {
  const rest = path.slice(serverPath.length);
  return path.startsWith(serverPath) && (rest === '' || rest.startsWith('/')) ? rest : undefined;
}

/** Whether a path is one of a template, such as `/items/{id}`. A parameter is any text without a slash, but never none. */
export function isOf(template: string, path: string): boolean {
  const [shown, given] = [template.split('/'), path.split('/')];
  return shown.length === given.length && shown.every((part, index) => isSegment(part, given[index] ?? ''));
}

function isSegment(shown: string, given: string): boolean {
  if (!shown.includes('{')) return shown === given;
  const [first = '', ...others] = shown.split(/\{[^{}]*\}/).map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${[first, ...others].join('(.+)')}$`, 's').test(given);
}
