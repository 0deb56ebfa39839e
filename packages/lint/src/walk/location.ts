import { escapePointerFragment, type Location, type Source } from '@redocly/openapi-core';

/** A place as Redocly's rules know it; its own class is not exported. */
export function createLocation(source: Source, pointer: string): Location {
  const location = Object.create(prototype) as Location;
  location.source = source;
  location.pointer = pointer;
  return location;
}

const prototype = {
  child(this: Location, keys: (string | number)[] | string | number): Location {
    const below = Array.isArray(keys) ? keys.map(escapePointerFragment).join('/') : escapePointerFragment(keys);
    return createLocation(this.source, join(this.pointer, below));
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
  return join(pointer, escapePointerFragment(key));
}

function join(pointer: string, key: string | number): string {
  return `${pointer}${pointer.endsWith('/') ? '' : '/'}${key}`;
}
