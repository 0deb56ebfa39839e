import type { ResponseSpec } from '../../spec/spec.ts';
import { isObject } from '../../values/json.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, withHeader, withJson, type Wire } from '../wire.ts';
import { placesOf } from './places.ts';

/** What is easily taken for what. */
const neighbours: Readonly<Record<string, readonly number[]>> = {
  200: [201, 202, 204, 500],
  201: [200],
  202: [200],
  204: [200, 202, 404],
  301: [302],
  302: [303],
  400: [422, 401, 500, 200],
  401: [403, 400, 404, 200],
  403: [401, 404, 400],
  404: [400, 200, 405, 403],
  405: [404, 501, 400],
  409: [400, 422],
  410: [404],
  413: [400, 500, 431],
  415: [400, 200, 422],
  422: [400, 401, 500, 200],
  429: [503, 400, 403],
  500: [502],
  503: [500, 429],
};

/** Another status on the line, in the body, or in both. */
export function* statusIdeas({ contract }: Site, { status, content }: ResponseSpec): Generator<AnswerIdea> {
  const all = neighbours[status] ?? (status === '4XX' || status === '5XX' ? [418, 599] : []);
  const places = content.slice(0, 1).flatMap(({ schema }) => placesOf(schema, contract.spec));
  const saysStatus = places.some(({ path, types }) => types.has('number') && /^(?:status|statusCode|code)$/.test(path.join('.')));
  for (const other of all) {
    yield { name: `status/${other}`, kind: 'status', title: `becomes ${other}`, change: (wire) => withStatus(wire, other) };
    if (saysStatus && other !== 204)
      yield {
        name: `status/${other}-throughout`,
        kind: 'status',
        title: `becomes ${other}, in its body as well`,
        change: (wire) => withBodyStatus(withStatus(wire, other), wire.status, other),
      };
  }
  if (saysStatus)
    yield {
      name: 'status/in-the-body',
      kind: 'status',
      title: 'the body says another status',
      change: (wire) => withBodyStatus(wire, wire.status, all[0] ?? 418),
    };
}

function withStatus(wire: Wire, status: number): Wire {
  return status === 204 ? { ...withHeader(wire, 'Content-Type', null), status, body: new Uint8Array() } : { ...wire, status };
}

/** Undefined for a body that says no status. */
function withBodyStatus(wire: Wire, from: number, to: number): Wire | undefined {
  const value = jsonOf(wire)?.value;
  if (!isObject(value)) return undefined;
  const changed = Object.entries(value).map(([name, part]) => [name, part === from ? to : part] as const);
  return changed.every(([name, part]) => value[name] === part) ? undefined : withJson(wire, Object.fromEntries(changed));
}
