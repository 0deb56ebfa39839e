import { propertiesOf } from '../../cases/names.ts';
import { quote } from '../../coverage/quote.ts';
import type { SentRequest } from '../../exchange.ts';
import type { ResponseSpec } from '../../spec/spec.ts';
import { isEqual, isObject } from '../../values/json.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, textOf, withJson, type Wire } from '../wire.ts';
import { changeAt, placesOf } from './places.ts';

/** Errors that blame another field, none, or one too many. Only answers that no example shows: for those the rule must hold by itself. */
export function* errorIdeas(site: Site, response: ResponseSpec): Generator<AnswerIdea> {
  if (!response.status.startsWith('4')) return;
  yield* fieldIdeas(site, response);
  for (const { schema } of response.content.slice(0, 1))
    for (const { path, facets, at } of placesOf(schema, site.contract.spec)) {
      if (!facets.some((facet) => typeof facet['additionalProperties'] === 'object')) continue;
      const where = path.join('.') || 'body';
      const onMap = (change: (entries: [string, unknown][]) => [string, unknown][]) => (wire: Wire) =>
        changeJson(wire, (value) =>
          changeAt(value, path, (part) => (isObject(part) ? Object.fromEntries(change(Object.entries(part))) : part)),
        );
      const idea = { kind: 'property', at };
      yield { ...idea, name: `map/${where}/shortened`, title: `${where}: lacks an entry`, change: onMap((all) => all.slice(1)) };
      yield {
        ...idea,
        name: `map/${where}/with-another-entry`,
        title: `${where}: has an entry too many`,
        change: onMap((all) => [...all, ['contractKit', all[0]?.[1]]]),
      };
      yield {
        ...idea,
        name: `map/${where}/other-key`,
        title: `${where}: has an entry under another name`,
        change: onMap((all) => all.map(([name, part], index) => [index === 0 ? `${name}s` : name, part])),
      };
    }
}

function* fieldIdeas({ operation, contract, isShown, results }: Site, { status }: ResponseSpec): Generator<AnswerIdea> {
  if (!results.some(({ case: { expect } }) => expect.fields && expect.statuses.includes(status))) return;
  const names = (operation.body?.content ?? []).flatMap(({ schema }) => [...propertiesOf(schema, contract.spec.schemas).keys()]);
  const withFields = new Set(
    results.flatMap(({ case: { expect }, exchanges }) => (expect.fields ? [keyOf(exchanges.at(-1)?.request)] : [])),
  );
  // What happens to name a field, e.g. a sentence about a token, is not there to blame it.
  const isPlain = (request: SentRequest) => withFields.has(keyOf(request)) && !isShown(request);
  const idea = (name: string, title: string, change: (value: unknown) => unknown): AnswerIdea => ({
    name: `field/${name}`,
    kind: 'field',
    title,
    change: (wire, request) => (isPlain(request) ? changeJson(wire, change) : undefined),
  });
  if (names.length > 1)
    yield idea('another', 'blames another field of the request', (value) =>
      mapTexts(value, (text) => replaceNames(text, names, (name) => names[(names.indexOf(name) + 1) % names.length] ?? name)),
    );
  yield idea('none', 'names no field', (value) => mapTexts(value, (text) => replaceNames(text, names, () => 'value')));
  if (names.length > 1) yield idea('one-more', 'blames one more field', (value) => blameOneMore(value, names));
}

function keyOf(request: SentRequest | undefined): string {
  return `${request?.method} ${textOf(request?.body)}`;
}

/** Every list and map in which a field is named gets the same complaint about another field. */
function blameOneMore(value: unknown, names: readonly string[]): unknown {
  const next = (name: string) => names[(names.indexOf(name) + 1) % names.length] ?? name;
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    const another = mapTexts(first, (text) => replaceNames(text, names, next));
    return isEqual(first, another) ? value : [...(value as unknown[]), another];
  }
  if (!isObject(value)) return value;
  const named = Object.keys(value).find((key) => names.includes(key));
  if (named !== undefined && !Object.hasOwn(value, next(named)))
    return { ...value, [next(named)]: mapTexts(value[named], (text) => replaceNames(text, names, next)) };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, blameOneMore(part, names)]));
}

function replaceNames(text: string, names: readonly string[], to: (name: string) => string): string {
  const pattern = new RegExp(`(?<![\\w$])(?:${names.map(quote).join('|')})(?![\\w$])`, 'gi');
  return text.replaceAll(pattern, (found) => {
    const name = names.find((candidate) => candidate.toLowerCase() === found.toLowerCase());
    return name === undefined ? found : to(name);
  });
}

/** Changes all texts of a value, and the names of properties. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [change(key), mapTexts(part, change)]));
}

function changeJson(wire: Wire, change: (value: unknown) => unknown): Wire | undefined {
  const json = jsonOf(wire);
  const changed = json && change(json.value);
  return json === undefined || isEqual(changed, json.value) ? undefined : withJson(wire, changed);
}
