import type { Operation } from '../spec/spec.ts';
import type { Item } from './item.ts';
import { allOf, code } from './phrase.ts';
import type { Texts } from './prose.ts';

/**
 * What became of what readers and generators read. `onlyThat`: nothing else has changed, so that descriptions are worth telling; otherwise they have
 * changed because of it.
 */
export function readingItems(operation: Operation | undefined, before: Texts, after: Texts, onlyThat: boolean): Item[] {
  const of = (text: string, todo?: string): Item => ({
    group: 'changed',
    on: 'operation',
    operation,
    text,
    ...(todo !== undefined && { todo }),
  });
  const extensions = [...before.extensions.keys(), ...after.extensions.keys()].filter((name, index, all) => all.indexOf(name) === index);
  const replaced = extensions.filter((name) => isReplaced(before.extensions.get(name), after.extensions.get(name), onlyThat));
  const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) => one.symmetricDifference(other).size === 0;
  const texts = [
    ...(isSame(before.words, after.words) ? [] : ['description']),
    ...(isSame(before.examples, after.examples) ? [] : ['examples']),
  ];
  return [
    ...(after.isDeprecated && !before.isDeprecated
      ? [of('Is deprecated: it works as before, but not for ever.', 'Plan to use something else.')]
      : []),
    ...(before.isDeprecated && !after.isDeprecated ? [of('Is no longer deprecated.')] : []),
    ...(replaced.length > 0
      ? [of(`Its extensions have changed: ${allOf(replaced.map(code))}.`, 'Look at them, and generate your client again.')]
      : []),
    ...(onlyThat && texts.length > 0 ? [of(`Only its ${allOf(texts)} changed; requests and answers are the same.`)] : []),
  ];
}

const none: ReadonlySet<string> = new Set();

/** Something else stands there; what only came or went may have done so with what it stands beside. */
function isReplaced(before = none, after = none, onlyThat: boolean): boolean {
  const [lost, gained] = [before.difference(after).size, after.difference(before).size];
  return onlyThat ? lost + gained > 0 : lost > 0 && gained > 0;
}
