import { relative } from 'node:path';

/** A place in a file of the contract. Line and column count from 1. */
export interface Location {
  /** Absolute path. */
  file: string;
  line: number;
  column: number;
  /** JSON pointer in that file (RFC 6901), without `#`. */
  pointer: string;
}

/** What is wrong with a contract, and where. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly at: Location | undefined;
  /** The message without the place. */
  readonly reason: string;

  constructor(message: string, at?: Location) {
    super(at ? `${toText(at)}: ${message}` : message);
    this.at = at;
    this.reason = message;
  }
}

/** `specs/login/openapi.yaml:12:5`, relative to the current folder when it lies below it. */
export function toText({ file, line, column }: Location): string {
  const near = relative(process.cwd(), file);
  return `${near === '' || near.startsWith('..') ? file : near}:${line}:${column}`;
}
