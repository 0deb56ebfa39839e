import { isOf, within } from './asked.ts';
import type { Contract, Operation } from './contract.ts';

/** Where a request leads. */
export interface Route {
  /** Those whose server path it is under; none if it is under none. */
  contracts: readonly Contract[];
  /** Those of its path, whatever their method. */
  here: readonly Operation[];
  /** The one that is called; undefined for an unknown path or method. */
  operation: Operation | undefined;
}

/**
 * As the server mounts its APIs: the longest server path decides, and a path without parameters comes before one with them. Methods are told apart
 * as they are written, and HEAD is not GET.
 */
export function findRoute(all: readonly Contract[], { method, path }: { method: string; path: string }): Route {
  const [nearest] = all.filter(({ serverPath }) => within(serverPath, path) !== undefined);
  const contracts = all.filter(({ serverPath }) => serverPath === nearest?.serverPath);
  const rest = within(nearest?.serverPath ?? '', path) ?? '';
  const fitting = contracts.flatMap(({ operations }) => operations.filter((operation) => isOf(operation.path, rest)));
  const fewest = Math.min(...fitting.map(({ path: template }) => parametersIn(template)));
  const here = fitting.filter(({ path: template }) => parametersIn(template) === fewest);
  return { contracts, here, operation: here.find((operation) => operation.method === method) };
}

function parametersIn(template: string): number {
  return template.split('/').filter((part) => part.includes('{')).length;
}
