import { escapePointerFragment, type Location, type Source } from '@redocly/openapi-core';

/** A place as Redocly's rules know it; its own class is not exported. */
export function createLocation(source: Source, pointer: string): Location {
  return Object.assign(Object.create(prototype) as Location, { source, pointer });
}

const prototype = {
  child(this: Location, keys: (string | number)[] | string | number): Location {
    return createLocation(this.source, [keys].flat().reduce<string>(toChild, this.pointer));
  },
  key(this: Location): Location {
    return Object.assign(createLocation(this.source, this.pointer), { reportOnKey: true });
  },
  get absolutePointer(): string {
    const { source, pointer } = this as unknown as Location;
    return source.absoluteRef + (pointer === '#/' ? '' : pointer);
  },
};

/** The pointer to what stands under a key. */
export function toChild(pointer: string, key: string | number): string {
  return `${pointer}${pointer.endsWith('/') ? '' : '/'}${escapePointerFragment(key)}`;
}
