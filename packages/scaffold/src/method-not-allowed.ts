import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Draft } from './answers.ts';
import { read } from './repository.ts';
import { flow, removeEntry, replaceEntry } from './yaml.ts';

type Item = Readonly<Record<string, { responses?: Record<string, { $ref?: string }> }>>;

/**
 * The operations beside a new one answer 405 as that does: what said "GET only" of their path would be wrong now. A component that nobody refers to
 * any more is taken away. `texts` are the files that are being changed.
 */
export async function allowEveryMethod({ repository, api, shape, home }: Draft, texts: Map<string, string>): Promise<void> {
  const keys = home === api.file ? ['paths', shape.path] : [];
  const textOf = async (file: string) => texts.get(file) ?? read(repository, file);
  const item = itemAt(await textOf(home), keys);
  const reference = item[shape.method]?.responses?.['405']?.$ref ?? '';
  const replaced = new Set<string>();
  for (const [method, { responses = {} }] of Object.entries(item)) {
    const before = responses['405'];
    if (!before || before.$ref === reference) continue;
    texts.set(home, replaceEntry(await textOf(home), [...keys, method, 'responses', '405'], `'405':\n  $ref: ${flow(reference)}\n`, home));
    replaced.add(/#\/components\/responses\/([\w.-]+)$/.exec(before.$ref ?? '')?.[1] ?? '');
  }
  const files = await readdir(join(repository.stage, 'specs', api.name), { recursive: true });
  const yaml = files.filter((file) => file.endsWith('.yaml')).map((file) => `specs/${api.name}/${file}`);
  const all = (await Promise.all([...new Set([...yaml, ...texts.keys()])].map(textOf))).join('\n');
  for (const name of replaced)
    if (name !== '' && !new RegExp(`#/components/responses/${name}(?![\\w.-])`).test(all))
      texts.set(api.file, removeEntry(await textOf(api.file), ['components', 'responses', name], api.file));
}

function itemAt(text: string, keys: readonly string[]): Item {
  let node = load(text);
  for (const key of keys) node = (node as Record<string, unknown>)[key];
  const operations = Object.entries(node as object).filter(([, value]) => typeof value === 'object' && 'responses' in Object(value));
  return Object.fromEntries(operations) as Item;
}
