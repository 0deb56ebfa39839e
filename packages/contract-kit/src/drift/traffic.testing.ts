import { join } from 'node:path';
import { loadSpec } from '../spec/load.ts';

/** The parts of an entry that a fault can be in; bodies as values, which go as JSON unless they are texts. */
export interface Sketch {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  status: number;
  answerHeaders: Record<string, string>;
  answer?: unknown;
}

const specs = join(import.meta.dirname, '../../../../specs');
/** Nobody may ever see them. */
export const secrets = { password: 'planted-password-7f3a', refresh: `planted_${'Zq7'.repeat(14)}`, access: forge() };

export async function ownSpecs() {
  return Promise.all(['login', 'platform', 'sign-in'].map((name) => loadSpec(join(specs, name, 'openapi.yaml'))));
}

/** A token as the sign-in contract describes it. */
function forge(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { alg: 'ES256', typ: 'at+jwt', kid: 'k'.repeat(43) };
  const [iat, id] = [1_760_000_000, 'planted-id-0123456789'];
  return [encode(header), encode({ aud: 'sign-in', sub: '1', jti: id, sid: id, iat, nbf: iat, exp: iat + 86_400 }), 'c2lnbmF0dXJl'].join(
    '.',
  );
}

const host = 'https://accounts.example.com';
const json = { 'Content-Type': 'application/json' };
const common = { 'X-Request-Id': 'request-1', 'Cache-Control': 'no-store', 'Content-Type': 'application/json; charset=utf-8' };
const authorization = { Authorization: `Bearer ${secrets.access}` };
const user = {
  id: 1,
  username: 'johndoe',
  email: 'john.doe@example.com',
  firstName: 'John',
  lastName: 'Doe',
  rol: 'admin',
  avatar: '',
  status: 'active',
  lastLogin: '2026-03-08T00:00:00.000Z',
  createdAt: '2025-01-15T09:30:00.000Z',
  permissions: ['view-items'],
  stats: {},
};
const tokens = { accessToken: secrets.access, refreshToken: secrets.refresh };
const error = (statusCode: number, message: string, errors?: string[]) => ({ statusCode, message, ...(errors && { errors }) });

/** Traffic that keeps the contracts, by name. */
export const sound: Readonly<Record<string, Sketch>> = {
  signIn: {
    method: 'POST',
    url: `${host}/api/v1/auths/sign-in`,
    headers: json,
    body: { email: 'john.doe@example.com', password: secrets.password },
    status: 200,
    answerHeaders: common,
    answer: { ...tokens, user },
  },
  shortPassword: {
    method: 'POST',
    url: `${host}/api/v1/auths/sign-in`,
    headers: json,
    body: { email: 'john.doe@example.com', password: 'abc' },
    status: 400,
    answerHeaders: common,
    answer: error(400, 'Validation failed', ['password must be at least 6 characters']),
  },
  wrongPassword: {
    method: 'POST',
    url: `${host}/api/v1/auths/sign-in`,
    headers: json,
    body: { username: 'johndoe', password: secrets.password },
    status: 401,
    answerHeaders: { ...common, 'WWW-Authenticate': 'Bearer' },
    answer: error(401, 'Invalid email or password'),
  },
  throttled: {
    method: 'POST',
    url: `${host}/api/v1/auths/sign-in`,
    headers: json,
    body: { username: 'johndoe', password: secrets.password },
    status: 429,
    answerHeaders: { ...common, 'Retry-After': '60' },
    answer: error(429, 'Too Many Requests'),
  },
  me: { method: 'GET', url: `${host}/api/v1/auths/me`, headers: authorization, status: 200, answerHeaders: common, answer: user },
  refresh: {
    method: 'POST',
    url: `${host}/api/v1/auths/refresh`,
    headers: json,
    body: { refreshToken: secrets.refresh },
    status: 200,
    answerHeaders: common,
    answer: tokens,
  },
  broken: {
    method: 'GET',
    url: `${host}/api/v1/auths/me`,
    headers: authorization,
    status: 500,
    answerHeaders: common,
    answer: error(500, 'Internal Server Error'),
  },
  wrongByPhone: {
    method: 'POST',
    url: `${host}/api/v1/auth/login`,
    headers: json,
    body: { phone: '+525512345678', password: secrets.password },
    status: 422,
    answerHeaders: common,
    answer: { message: 'The provided credentials are incorrect.', errors: { phone: ['The provided credentials are incorrect.'] } },
  },
};

/** An HTTP archive of these. */
export function toHar(sketches: readonly Sketch[], creator = 'proxy'): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, entries: sketches.map(toEntry) } });
}

function toEntry({ method, url, headers, body, status, answerHeaders, answer }: Sketch): object {
  const pairs = (all: Record<string, string>) => Object.entries(all).map(([name, value]) => ({ name, value }));
  const text = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
  const postData = body === undefined ? {} : { postData: { mimeType: headers['Content-Type'] ?? '', text: text(body) } };
  return {
    startedDateTime: '2026-11-01T12:00:00.000Z',
    time: 12,
    request: { method, url, httpVersion: 'HTTP/2', headers: pairs(headers), cookies: [], queryString: [], ...postData },
    response: {
      status,
      headers: pairs(answerHeaders),
      cookies: [],
      content: { mimeType: answerHeaders['Content-Type'] ?? '', text: text(answer) },
    },
  };
}

interface Message {
  headers: { name: string; value: string }[];
}
interface Entry {
  request: Message & { method: string; url: string; postData?: { text: string } };
  response: Message & { status: number; content: { text: string } };
}

/** What an HTTP archive holds, in the form in which faults are put into it. */
export function toSketches(har: string): Sketch[] {
  const { log } = JSON.parse(har) as { log: { entries: Entry[] } };
  const toRecord = ({ headers }: Message) => Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  return log.entries.map(({ request, response }) => ({
    method: request.method,
    url: request.url,
    headers: toRecord(request),
    ...(request.postData && { body: toValue(request.postData.text) }),
    status: response.status,
    answerHeaders: toRecord(response),
    ...(response.content.text !== '' && { answer: toValue(response.content.text) }),
  }));
}

/** Objects alone: with anything else it matters how it is written. */
function toValue(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && JSON.stringify(value) === text ? value : text;
  } catch {
    return text;
  }
}
