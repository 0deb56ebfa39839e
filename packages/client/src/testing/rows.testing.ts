import { type ApiName, apis, type Operation } from '@countersign/contracts';
import { type Example, examples } from '@countersign/contracts/examples';

/** One documented answer. */
export interface Row {
  api: ApiName;
  id: string;
  name: string;
  operation: Operation;
  example: Example;
}

/** Every example of every operation of every API. */
export const rows: readonly Row[] = Object.entries(examples).flatMap(([api, operations]) =>
  Object.entries(operations).flatMap(([id, named]) =>
    Object.entries(named).map(([name, example]): Row => {
      const all: Readonly<Record<string, Operation>> = apis[api as ApiName].operations;
      return { api: api as ApiName, id, name, operation: all[id] as Operation, example };
    }),
  ),
);

export function titleOf({ api, id, name, example }: Row): string {
  return `${api} ${id} ${example.status} ${name}`;
}
