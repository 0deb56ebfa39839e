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

/** The parameters in the path of an operation, as its examples show them; nothing for one that has none. */
export function paramsOf({ api, id, operation }: Row): { path: Record<string, string> } | undefined {
  const template = apis[api].serverPath + operation.path;
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return undefined;
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  const paths = rows.filter((row) => row.api === api && row.id === id).map(({ example }) => example.request?.path ?? '');
  const [, ...values] = paths.map((path) => pattern.exec(path)).find((match) => match !== null) ?? [];
  return { path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
}
