import { SpecError, type Location } from '../spec/location.ts';
import { child, valueAt } from '../spec/pointer.ts';

/** Takes what it is asked for out of a value, by JSON pointer, or throws a `SpecError` at its place. */
export interface Reader {
  text(pointer: string): string;
  number(pointer: string): number;
  optionalText(pointer: string): string | undefined;
  optionalNumber(pointer: string): number | undefined;
  /** The pointers of a list's parts. */
  list(pointer: string): string[];
  refuse(pointer: string, message: string): never;
}

export function createReader(value: unknown, locate: (pointer: string) => Location): Reader {
  const refuse = (pointer: string, message: string): never => {
    throw new SpecError(`${pointer.slice(1).replaceAll('/', '.')}: ${message}`, locate(pointer));
  };
  const text = (pointer: string): string => {
    const found = valueAt(value, pointer);
    return typeof found === 'string' ? found : refuse(pointer, 'a text is expected');
  };
  const number = (pointer: string): number => {
    const found = valueAt(value, pointer);
    return typeof found === 'number' ? found : refuse(pointer, 'a number is expected');
  };
  const isAbsent = (pointer: string) => (valueAt(value, pointer) ?? undefined) === undefined;
  return {
    text,
    number,
    optionalText: (pointer) => (isAbsent(pointer) ? undefined : text(pointer)),
    optionalNumber: (pointer) => (isAbsent(pointer) ? undefined : number(pointer)),
    list(pointer) {
      const found = valueAt(value, pointer);
      return Array.isArray(found) ? found.map((_, index) => child(pointer, index)) : refuse(pointer, 'a list is expected');
    },
    refuse,
  };
}
