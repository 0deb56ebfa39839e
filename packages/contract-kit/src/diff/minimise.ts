import { child } from '../spec/pointer.ts';
import { without } from './judge.ts';

/** What can be taken away is tried in this many places; long lists are all alike. */
const tries = 60;

/** Takes away properties and items as long as `holds` stays true and it is not late. */
export function minimise(value: unknown, holds: (value: unknown) => boolean, isLate: () => boolean): unknown {
  let current = value;
  for (let pointers = partsOf(current); pointers.length > 0;) {
    const tried = pointers.slice(0, tries).find((pointer) => !isLate() && holds(without(current, pointer)));
    if (tried === undefined) return current;
    current = without(current, tried);
    pointers = partsOf(current);
  }
  return current;
}

/** Every property and item, the greatest first. */
function partsOf(value: unknown): string[] {
  const found: string[] = [];
  const visit = (part: unknown, pointer: string): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      found.push(child(pointer, key));
      visit(inner, child(pointer, key));
    }
  };
  visit(value, '');
  return found.toSorted((a, b) => a.split('/').length - b.split('/').length);
}
