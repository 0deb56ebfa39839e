import { type Contract, type Documents, type Operation, toContracts } from './contract.ts';
import type { Example } from './example.ts';
import type { Exchange } from './mock.ts';
import { write } from './request.ts';

/** What is served where, one line of curl, and how to choose an answer. */
export function banner(documents: Documents, url: string): string[] {
  const operations = toContracts(documents)
    .toSorted((a, b) => (a.api < b.api ? -1 : 1))
    .flatMap((contract: Contract) => contract.operations);
  const rows = operations.map(({ api, id, method, serverPath, path }) => [api, id, method, serverPath + path] as const);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    `Mock of ${new Set(rows.map(([api]) => api)).size} APIs at ${url}`,
    '',
    ...rows.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`),
    '',
    `  ${curl(operations, url)}`,
    '',
    "Other answers: -H 'Prefer: example=NAME', 'Prefer: code=429', both, or 'Prefer: dynamic=true'; a wrong name lists the right ones.",
    'Pages from localhost may call it. Saving a contract reloads it. Ctrl-C ends it.',
  ];
}

/** `POST /api/v1/auths/sign-in 401 wrongPassword` */
export function toLogLine({ method, path, status, example, operationId, remark }: Exchange): string {
  const what = remark ?? example ?? (operationId === undefined ? '' : 'made from the schema');
  // A path, or the name of an example that is not there, may hold what a terminal takes for a command.
  return [method, path, status, what].join(' ').trimEnd().replaceAll(/\p{C}/gu, '?');
}

/** The first call with a body that succeeds, else the first operation of all. */
function curl(operations: readonly Operation[], url: string): string {
  const shown = operations.flatMap((operation) => operation.examples().map((example) => ({ operation, example })));
  const best = shown.find(({ example }) => example.status < 300 && example.body && isPlain(example));
  if (best) {
    const { mediaType, value } = best.example.body ?? { mediaType: '', value: '' };
    const address = quote(url + best.operation.serverPath + best.operation.path);
    return `curl -i ${best.operation.method === 'POST' ? '' : `-X ${best.operation.method} `}${address} -H ${quote(`Content-Type: ${mediaType}`)} -d ${quote(write(mediaType, value))}`;
  }
  const [first] = operations;
  return first ? `curl -i -X ${first.method} ${quote(url + first.serverPath + first.path)}` : '';
}

function isPlain({ deviation }: Example): boolean {
  return Object.keys(deviation).length === 0;
}

/** As a shell takes it for what it is. */
function quote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
