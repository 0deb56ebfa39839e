import type { Witness } from '../diff/change.ts';
import { diffSpecs } from '../diff/compare.ts';
import type { MediaType, Operation, Schema } from '../spec/spec.ts';
import type { Item } from './item.ts';
import type { Pair, Place } from './place.ts';
import { exampleOf, mayBreak, nearest, say, toItem, type Spot } from './values.ts';

/**
 * What breaks behind something else that breaks: where every request lacks a property that must be sent now, none shows that another one may no longer
 * be as short as it was. Each part is compared alone.
 */
export function behind(pair: Pair, spots: readonly Spot[], told: readonly Item[]): Item[] {
  const isBroken = ({ on, status }: Place) =>
    told.some(
      (item) =>
        item.group === 'breaking' &&
        item.on === on &&
        (on === 'request' || status === undefined || item.statuses?.includes(status) === true),
    );
  const isTold = (item: Item) =>
    told.some(
      (other) =>
        other.text === item.text && other.on === item.on && (item.statuses ?? []).every((status) => other.statuses?.includes(status)),
    );
  return spots
    .filter((spot) => isBroken(spot.place))
    .flatMap((spot) => {
      const found = mayBreak(spot).filter(
        ({ aspect, after, name = '' }) => aspect !== 'property' || spot.place.on === 'request' || !after.properties.has(name),
      );
      const witnesses =
        found.length === 0
          ? []
          : compareAlone(pair, spot).filter(({ refusedBy }) => nearest(spots, spot.place.on, refusedBy.at).includes(spot));
      return found.flatMap((difference) => {
        const witness = witnesses.find((one) => difference.aspect !== 'rest' || isOfAlternative(one));
        return witness ? [toItem(pair, spot, 'breaking', say(spot, difference), exampleAt(spot, witness))] : [];
      });
    })
    .filter((item) => !isTold(item));
}

/** As if the part were all that is sent, or answered. */
function compareAlone({ old, next, before, after }: Pair, { place, part }: Spot): Witness[] {
  const [was, is] = [part.before.sources, part.after.sources].map((sources) => (sources.length === 1 ? sources[0] : undefined));
  if (was === undefined || is === undefined) return [];
  const operations = [toOperation(old, was, place.on), toOperation(next, is, place.on)] as const;
  const { changes } = diffSpecs({ ...before, operations: [operations[0]] }, { ...after, operations: [operations[1]] }, {});
  return changes.flatMap(({ level, witness }) => (level === 'major' && witness ? [witness] : []));
}

function isOfAlternative({ refusedBy: { keyword, at } }: Witness): boolean {
  const known = /^(type|enum|const|required|(additional|unevaluated)Properties|pattern|format|multipleOf|uniqueItems|(min|max)\w+)$/;
  return !known.test(keyword) || /\/(anyOf|oneOf|not|if|then|else)(\/|$)/.test(at.pointer);
}

function toOperation(operation: Operation, schema: Schema, on: Place['on']): Operation {
  const { at } = operation;
  const media: MediaType = { mediaType: 'application/json', schema, examples: [], encoding: {}, at };
  const bare = { ...operation, parameters: [], body: undefined, responses: [] };
  if (on === 'request') return { ...bare, body: { required: true, content: [media], at } };
  return { ...bare, responses: [{ status: '200', headers: [], content: [media], examples: [], at }] };
}

/** The value where it stands: alone it would be nobody's. */
function exampleAt(spot: Spot, { value, where }: Witness): string | undefined {
  const { path } = spot.part;
  if (value === undefined || path.includes('*')) return undefined;
  const whole = path.toReversed().reduce<unknown>((inner, key) => (key === '[]' ? [inner] : { [key]: inner }), value);
  return exampleOf(spot, where, whole);
}
