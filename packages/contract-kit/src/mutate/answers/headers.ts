import type { Oracle } from '../../oracle.ts';
import type { Header, ResponseSpec } from '../../spec/spec.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { headerOf, withHeader } from '../wire.ts';

/** What no answer has unless the contract says so. */
const strangers: readonly (readonly [name: string, value: string])[] = [
  ['Set-Cookie', 'session=1; Path=/; HttpOnly'],
  ['X-Powered-By', 'Express'],
  ['Location', '/elsewhere'],
  ['Access-Control-Allow-Origin', '*'],
  ['Content-Encoding', 'gzip'],
];

/** What nearly no header may be; the first one that breaks a schema is taken. */
const wrongValues = ['', '!', 'soon', '-1', 'contract-kit', '\u00e9'.repeat(200), 'x'.repeat(5000)];

export function* headerIdeas({ contract, headers }: Site, response: ResponseSpec): Generator<AnswerIdea> {
  const documented = response.headers.filter(({ name }) => name.toLowerCase() !== 'content-type');
  for (const header of documented) yield* ofHeader(contract.oracle, header);
  const known = new Set(documented.map(({ name }) => name.toLowerCase()));
  for (const [name, value] of strangers)
    if (!known.has(name.toLowerCase()))
      yield {
        name: `header/${name}/added`,
        kind: 'header',
        title: `has ${name}, which the contract does not know`,
        change: (wire) => (headerOf(wire, name) === undefined ? withHeader(wire, name, value) : undefined),
      };
  yield* ofStatus(response, known);
  if (headers) yield* ofEvery(headers);
}

function* ofHeader(oracle: Oracle, { name, required, schema, at }: Header): Generator<AnswerIdea> {
  const idea = { kind: 'header', at };
  if (required) yield { ...idea, name: `header/${name}/dropped`, title: `has no ${name}`, change: (wire) => withHeader(wire, name, null) };
  const breaks = (text: string) => ![text, Number(text)].some((reading) => oracle.isValid(schema, reading));
  const wrong = wrongValues.find((text) => breaks(text) && /^[\x20-\x7e]*$/.test(text));
  if (wrong !== undefined)
    yield { ...idea, name: `header/${name}/changed`, title: `has another ${name}`, change: (wire) => withHeader(wire, name, wrong) };
  yield {
    ...idea,
    name: `header/${name}/with-more`,
    title: `has more in ${name} than it may`,
    change: (wire) => {
      const value = headerOf(wire, name);
      return value !== undefined && breaks(`${value}, x`) ? withHeader(wire, name, `${value}, x`) : undefined;
    },
  };
  yield {
    ...idea,
    name: `header/${name}/doubled`,
    title: `has ${name} twice`,
    change: (wire) => {
      const value = headerOf(wire, name);
      // What may be a list may come in two lines.
      return value === undefined || oracle.isValid(schema, [value, value])
        ? undefined
        : { ...wire, headers: [...wire.headers, [name, value] as const] };
    },
  };
}

/** What every answer carries, and nothing besides it. */
function* ofEvery(headers: Readonly<Record<string, string | null>>): Generator<AnswerIdea> {
  const idea = (name: string, title: string, change: AnswerIdea['change']): AnswerIdea => ({
    name: `header/${name}`,
    kind: 'header',
    title,
    change,
  });
  for (const [name, value] of Object.entries(headers)) {
    yield idea(`${name}/dropped`, `has no ${name}`, (wire) => withHeader(wire, name, null));
    if (value !== null) yield idea(`${name}/changed`, `has another ${name}`, (wire) => withHeader(wire, name, 'contract-kit'));
  }
  yield idea('X-Contract-Kit/added', 'has a header that nobody documents', (wire) => withHeader(wire, 'X-Contract-Kit', '1'));
}

/** What RFC 9110 asks of a status, whether the contract says it or not. */
function* ofStatus({ status }: ResponseSpec, known: ReadonlySet<string>): Generator<AnswerIdea> {
  const mandatory = { 401: 'WWW-Authenticate', 405: 'Allow' }[status];
  if (mandatory !== undefined && !known.has(mandatory.toLowerCase()))
    yield {
      name: `header/${mandatory}/dropped`,
      kind: 'header',
      title: `has no ${mandatory}`,
      change: (wire) => withHeader(wire, mandatory, null),
    };
  if (status === '405')
    for (const [variant, value] of [
      ['more', (allow: string) => `${allow}, PROPFIND`],
      ['others', () => 'PROPFIND'],
      ['empty', () => ''],
    ] as const)
      yield {
        name: `header/Allow/${variant}`,
        kind: 'header',
        title: `its Allow is wrong: ${variant}`,
        change: (wire) => withHeader(wire, 'Allow', value(headerOf(wire, 'Allow') ?? '')),
      };
}
