import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { get, locate, type Node } from '../spec/graph.ts';
import { loadSpec } from '../spec/load.ts';
import { SpecError, type Location } from '../spec/location.ts';
import type { Spec } from '../spec/spec.ts';
import { allowKeys, itemsOf, textOf } from './keys.ts';

/** The contracts that a document is about, by the names that it gives them. What was not loaded before is loaded now. */
export async function readSources(root: Node, specs: readonly Spec[]): Promise<ReadonlyMap<string, Spec>> {
  const sources = new Map<string, Spec>();
  const nodes = itemsOf(root, 'sourceDescriptions');
  if (nodes.length === 0) throw new SpecError('no source descriptions: which API is this about?', locate(get(root, 'sourceDescriptions')));
  for (const node of nodes) {
    allowKeys(node, 'name', 'url', 'type');
    const name = textOf(node, 'name');
    if (sources.has(name)) throw new SpecError(`two source descriptions are called ${name}`, locate(node));
    if ((get(node, 'type').value ?? 'openapi') !== 'openapi')
      throw new SpecError('only source descriptions of type openapi are supported', locate(get(node, 'type')));
    sources.set(name, await readSource(textOf(node, 'url'), locate(get(node, 'url')), specs));
  }
  return sources;
}

async function readSource(url: string, at: Location, specs: readonly Spec[]): Promise<Spec> {
  if (/^(?!file:)[a-z][a-z\d+.-]+:/i.test(url)) throw new SpecError(`a source description on another host is not read: ${url}`, at);
  const file = url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(at.file), url);
  const loaded = specs.find((spec) => spec.file === file);
  if (loaded) return loaded;
  try {
    return await loadSpec(file);
  } catch (error) {
    // A fault inside of that file has a better place than this one.
    if (!(error instanceof SpecError) || !error.message.endsWith('no such file')) throw error;
    throw new SpecError(`a source description that is not there: ${file}`, at);
  }
}
