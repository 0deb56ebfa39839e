import type { ResponseSpec } from '../../spec/spec.ts';
import { isEqual, isObject, withoutProperties, withProperty } from '../../values/json.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, withJson } from '../wire.ts';
import { changeAt, placesOf, type Place } from './places.ts';
import { exactChanges, schemaChanges, type Change } from './values.ts';

/** Every part of a JSON body: gone, null, of another type, called otherwise, of another value. */
export function* propertyIdeas(site: Site, response: ResponseSpec): Generator<AnswerIdea> {
  const shown = site.results.flatMap(({ case: { expect } }) =>
    expect.body && expect.statuses.includes(response.status) ? [expect.body.value] : [],
  );
  for (const { schema } of response.content.slice(0, 1))
    for (const place of placesOf(schema, site.contract.spec)) {
      const where = place.path.join('.') || 'body';
      for (const [name, title, kind, path, change] of changesOf(place, shown))
        yield {
          name: `property/${where}/${name}`,
          kind,
          title: `${where}: ${title}`,
          at: place.at,
          change(wire) {
            const json = jsonOf(wire);
            const changed = json && changeAt(json.value, path, change);
            return json === undefined || isEqual(changed, json.value) ? undefined : withJson(wire, changed);
          },
        };
    }
}

type Edit = readonly [name: string, title: string, kind: string, path: readonly string[], change: Change];

function* changesOf(place: Place, shown: readonly unknown[]): Generator<Edit> {
  const { path } = place;
  for (const [name, title, change] of schemaChanges(place)) yield [name, title, 'value', path, change];
  // Only where an example says the value, and this is another one.
  for (const [name, title, change] of place.varies ? [] : exactChanges(place))
    if (shown.some((value) => !isEqual(changeAt(value, path, change), value))) yield [name, title, 'value', path, change];
  const inside =
    (change: (value: Readonly<Record<string, unknown>>) => unknown): Change =>
    (value) =>
      isObject(value) ? change(value) : value;
  const withMore = inside((value) => withProperty(value, 'contractKit', true));
  if (place.types.has('object')) yield ['with-more', 'has a property that the contract does not know', 'property', path, withMore];
  const key = path.at(-1);
  if (key === undefined || key === '*') return;
  const parent = path.slice(0, -1);
  yield ['dropped', 'is not there', 'property', parent, inside((value) => withoutProperties(value, [key]))];
  for (const renamed of new Set([toOtherJoints(key), `${key}s`]))
    yield [`renamed-${renamed}`, `is called ${renamed}`, 'property', parent, inside((value) => rename(value, key, renamed))];
}

/** `refreshToken` and `refresh_token`; in capitals where there are no joints. */
function toOtherJoints(name: string): string {
  if (name.includes('_')) return name.replaceAll(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return snake === name ? name.toUpperCase() : snake;
}

function rename(value: Readonly<Record<string, unknown>>, from: string, to: string): unknown {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name === from ? to : name, part]));
}
