import type { Contract } from './create-from.ts';

/** Where a client keeps its contract for the subpaths: by it they need no tables of other APIs. The same in every copy of the package. */
export const contractKey = Symbol.for('@countersign/client.contract');

export function contractOf(client: object): Contract {
  return (client as { [contractKey]: Contract })[contractKey];
}
