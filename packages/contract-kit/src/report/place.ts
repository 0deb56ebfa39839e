import { toText, type Location } from '../spec/location.ts';

/** Where a sentence is written. */
export interface Place {
  /** Relative to the current folder if it lies below it. */
  file: string;
  /** Counts from 1. */
  line: number;
}

export function toPlace({ file, line }: Location): Place {
  return { file: relativeFile(file), line };
}

/** The file as it is shown. */
export function relativeFile(file: string): string {
  return toText({ file, line: 1, column: 1, pointer: '' }).replace(/:1:1$/, '');
}

/** `specs/login/openapi.yaml:12`, which terminals and editors make a link of. */
export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
