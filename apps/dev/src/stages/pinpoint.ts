import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createPlaces } from '@countersign/lint/places';
import type { Reader } from '@countersign/lint/reader';

/** A place in a file, counted from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A change as the comparison tells it. */
export interface Told {
  rule: string;
  at: (Place & { pointer: string }) | undefined;
  operation?: string | undefined;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Where a designer mends it, in the files as they are now: at what says the server, the name, the answers; and for what is only in the base, at what
 * is left around it. Undefined where the comparison's own place says it best.
 */
export function pinpoint(reader: Reader, root: string, contract: string, { rule, at, operation }: Told): Place | undefined {
  const find = (file: string, pointer: string) => positionOf(reader, file, pointer);
  const inOperation = (name: string) => {
    const place = operation === undefined ? undefined : findOperation(reader, contract, operation);
    return place && find(place.file, `${place.pointer}/${name}`);
  };
  if (rule === 'server-path-changed') return find(contract, '#/servers/0/url');
  if (rule === 'operation-id-changed') return inOperation('operationId');
  // Under the same name at another path it has only moved.
  if (rule === 'operation-removed') return find(contract, findOperation(reader, contract, operation ?? '')?.path ?? '#/paths');
  if (rule === 'response-removed') return inOperation('responses');
  const path = at && /^[^/\\]+:(.+)$/.exec(at.file)?.[1];
  return at && path !== undefined ? find(resolve(root, path), `#${at.pointer}`) : undefined;
}

/** Where a pointer leads in a file as it is now: its key, or its value. Undefined where there is nothing. */
export function positionOf(reader: Reader, file: string, pointer: string, onKey = true): Place | undefined {
  if (!existsSync(file)) return undefined;
  const read = reader.read(file);
  if (!('parsed' in read)) return undefined;
  const { line, col } = createPlaces(read.parsed).positionOf({ pointer, onKey });
  return { file, line, column: col };
}

interface Node {
  [key: string]: unknown;
}

/** An operation may stand in the contract, or in a file that its path refers to. */
function findOperation(reader: Reader, contract: string, id: string): { file: string; pointer: string; path: string } | undefined {
  const paths = contentOf(reader, contract)?.['paths'];
  for (const [path, item] of Object.entries((paths ?? {}) as Record<string, Node>)) {
    const ref = item['$ref'];
    const file = typeof ref === 'string' ? join(dirname(contract), ref.split('#')[0] ?? '') : contract;
    const holder = typeof ref === 'string' ? contentOf(reader, file) : item;
    const method = methods.find((name) => (holder?.[name] as Node | undefined)?.['operationId'] === id);
    const own = `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (method !== undefined) return { file, pointer: `${typeof ref === 'string' ? '#' : own}/${method}`, path: own };
  }
  return undefined;
}

function contentOf(reader: Reader, file: string): Node | undefined {
  const read = existsSync(file) ? reader.read(file) : undefined;
  return read && 'document' in read ? (read.document.parsed as Node) : undefined;
}
