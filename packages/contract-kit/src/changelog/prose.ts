import { entries, get, keyOf, type Graph, type Node } from '../spec/graph.ts';
import type { Operation } from '../spec/spec.ts';

/** What only readers of a contract see, and generators. */
export interface Texts {
  /** Descriptions and summaries. */
  words: ReadonlySet<string>;
  examples: ReadonlySet<string>;
  /** By name, `x-client-name`. */
  extensions: ReadonlyMap<string, ReadonlySet<string>>;
  isDeprecated: boolean;
}

export interface Prose {
  /** Empty where there is none. */
  summaryOf(operation: Operation): string;
  /** When an answer of this status comes: the first sentence of its description, with its full stop. */
  reasonOf(operation: Operation, status: string): string;
  textsOf(operation: Operation): Texts;
  /** Of the contract as a whole. */
  general(): Texts;
}

/** For tests and tools alone, or told with what they change. */
const unseen = new Set([
  'x-client-name',
  'x-examples',
  'x-given',
  'x-invalid',
  'x-jwks',
  'x-lifetime',
  'x-request',
  'x-session',
  'x-varies',
]);

/** The texts of a contract, looked up when they are asked for. */
export function proseOf(graph: Graph): Prose {
  const nodeOf = ({ template, method }: Operation) => get(graph.follow(get(graph.root, 'paths', template)), method.toLowerCase());
  const own = entries(graph.root).filter(([key]) => key !== 'paths' && key !== 'components');
  return {
    summaryOf: (operation) => textAt(nodeOf(operation), 'summary'),
    reasonOf: (operation, status) => firstSentence(textAt(graph.follow(get(nodeOf(operation), 'responses', status)), 'description')),
    textsOf: (operation) => collect(graph, [nodeOf(operation)], get(nodeOf(operation), 'deprecated').value === true),
    general: () =>
      collect(
        graph,
        own.map(([, node]) => node),
        false,
        own,
      ),
  };
}

function textAt(node: Node, key: string): string {
  const { value } = get(node, key);
  return typeof value === 'string' ? value.trim() : '';
}

function firstSentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const [sentence = line] = /^.+?[.!?](?= |$)/.exec(line) ?? [];
  return sentence === '' || /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function collect(graph: Graph, nodes: readonly Node[], isDeprecated: boolean, own: readonly [string, Node][] = []): Texts {
  const [words, examples, extensions] = [new Set<string>(), new Set<string>(), new Map<string, Set<string>>()];
  const seen = new Set<string>();
  const note = (key: string, { value }: Node) => {
    if ((key === 'description' || key === 'summary') && typeof value === 'string') words.add(value.replaceAll(/\s+/g, ' ').trim());
    if (key === 'example' || key === 'examples') examples.add(JSON.stringify(value));
    if (key.startsWith('x-') && !unseen.has(key)) extensions.set(key, (extensions.get(key) ?? new Set()).add(JSON.stringify(value)));
  };
  const visit = (reference: Node): void => {
    const node = graph.follow(reference);
    // What stands beside a `$ref` speaks as well.
    if (node !== reference) for (const [key, part] of entries(reference)) note(key, part);
    if (typeof node.value !== 'object' || node.value === null || seen.has(keyOf(node))) return;
    seen.add(keyOf(node));
    for (const [key, part] of entries(node)) {
      note(key, part);
      if (!key.startsWith('example') && !key.startsWith('x-') && key !== '$ref') visit(part);
    }
  };
  for (const [key, node] of own) note(key, node);
  for (const node of nodes) visit(node);
  return {
    words,
    examples,
    extensions,
    isDeprecated,
  };
}
