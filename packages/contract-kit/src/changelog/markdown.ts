import type { Operation, Spec } from '../spec/spec.ts';
import type { Group, Item } from './item.ts';
import { allOf, code } from './phrase.ts';

const titles: Readonly<Record<Group, string>> = { breaking: 'Breaking', added: 'Added', changed: 'Changed' };
export const groups = Object.keys(titles) as readonly Group[];

/** The body of an entry, in Markdown: by group, then by operation. One line for each item. */
export function toMarkdown(items: readonly Item[], spec: Spec): string[] {
  return groups.flatMap((group) => {
    const blocks = toBlocks(
      items.filter((item) => item.group === group),
      spec,
    );
    return blocks.length === 0
      ? []
      : [`### ${titles[group]}`, '', ...blocks.flatMap(({ head, lines }) => [head, '', ...lines.map((line) => `- ${line}`), ''])];
  });
}

/** The same as a flat list: `signIn: …`. */
export function toLines(items: readonly Item[], spec: Spec): string[] {
  return groups.flatMap((group) =>
    toBlocks(
      items.filter((item) => item.group === group),
      spec,
    ).flatMap(({ name, lines }) => lines.map((line) => `${titles[group]}: ${name}. ${line}`)),
  );
}

interface Block {
  head: string;
  name: string;
  lines: string[];
}

/** Those that concern the same operations stand together. */
function toBlocks(items: readonly Item[], spec: Spec): Block[] {
  const merged = mergeOperations(mergeStatuses(items));
  const blocks = Map.groupBy(merged, ({ operations }) => JSON.stringify(operations.map((operation) => operation?.id ?? '')));
  return [...blocks.values()].map((group) => {
    const operations = group[0]?.operations.filter((operation) => operation !== undefined) ?? [];
    const isAll = operations.length > 1 && operations.length === spec.operations.length;
    const name = operations.length === 0 ? 'The API' : isAll ? 'All operations' : allOf(operations.map(({ id }) => code(id)));
    const head = operations.length === 0 || isAll ? `**${name}**` : headOf(operations);
    return { head, name, lines: group.map(toLine) };
  });
}

/** Names are looked for, so there may be many; addresses only of a few. */
const most = { addresses: 4, names: 40 };

function headOf(operations: readonly Operation[]): string {
  const shown = operations
    .slice(0, most.names)
    .map((operation) => (operations.length > most.addresses ? `**${code(operation.id)}**` : addressOf(operation)));
  const rest = operations.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

function addressOf({ id, method, path }: Operation): string {
  const address = code(`${method} ${path}`);
  return id.startsWith(`${method} `) ? `**${address}**` : `**${code(id)}** · ${address}`;
}

/** One sentence for several answers of one operation. */
function mergeStatuses(items: readonly Item[]): Item[] {
  const keyOf = ({ operation, on, text, todo }: Item) => JSON.stringify([operation?.id, on, text, todo]);
  return [...Map.groupBy(items, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const statuses = [...new Set(group.flatMap((item) => item.statuses ?? []))];
    return [{ ...first, ...(statuses.length > 0 && { statuses }) }];
  });
}

type Shared = Item & { operations: (Operation | undefined)[] };

/** One sentence for several operations. */
function mergeOperations(items: readonly Item[]): Shared[] {
  const keyOf = (item: Item) => JSON.stringify([item.on, placeOf(item), item.text, item.todo]);
  return [...Map.groupBy(items, keyOf).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, operations: group.map(({ operation }) => operation) }] : [];
  });
}

function toLine(item: Item): string {
  const { text, todo, example, group } = item;
  const shown =
    example === undefined || group !== 'breaking' ? '' : `${item.on === 'request' ? 'Refused now' : 'May come now'}: ${example}`;
  return [placeOf(item), text, todo === undefined ? '' : `**${todo}**`, shown].filter((part) => part !== '').join(' ');
}

function placeOf({ on, statuses, operation }: Item): string {
  if (on !== 'answer') return on === 'request' ? 'Request:' : '';
  const all = operation?.responses.length ?? 0;
  if (!statuses || statuses.length === 0) return 'Answers:';
  if (statuses.length > 2 && statuses.length >= all) return 'All answers:';
  return statuses.length === 1 ? `Answer ${statuses[0] ?? ''}:` : `Answers ${allOf(statuses)}:`;
}
