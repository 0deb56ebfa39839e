import type { Graph, Node } from './graph.ts';
import { refsIn } from './refs.ts';

/** What is known of a value that both versions have in common. */
interface Fact {
  /** It refers to something that is not the same in both. */
  isChanged: boolean;
  users: Fact[];
}

interface Learned {
  old: Graph;
  next: Graph;
  facts: Map<object, Fact>;
}

/**
 * Tells whether a place of one version of a contract and a place of another say the same, with all that they refer to. For versions of which the
 * later was read with the earlier one known (`parseDocument`): what they have in common are the same objects, so nothing is compared.
 */
export function createUnchanged(old: Graph, next: Graph): (before: Node, after: Node) => boolean {
  const learned: Learned = { old, next, facts: new Map() };
  return (before, after) => {
    if (!Object.is(before.value, after.value)) return false;
    if (typeof after.value !== 'object' || after.value === null) return true;
    if (!learned.facts.has(after.value)) learnAll(learned, before, after);
    return learned.facts.get(after.value)?.isChanged === false;
  };
}

function learnAll(learned: Learned, before: Node, after: Node): void {
  const changed: Fact[] = [];
  const left: [Node, Node][] = [[before, after]];
  for (let pair = left.pop(); pair; pair = left.pop()) learn(learned, ...pair, left, changed);
  spread(changed);
}

function learn(learned: Learned, before: Node, after: Node, left: [Node, Node][], changed: Fact[]): void {
  const fact = factOf(learned, after.value as object);
  for (const { ref } of refsIn(after.value)) {
    const [from, to] = [targetOf(learned.old, before, ref), targetOf(learned.next, after, ref)];
    // Into nowhere in both: an example, or a part that nobody reads.
    if (!from && !to) continue;
    if (!from || !to || !Object.is(from.value, to.value)) changed.push(fact);
    else if (typeof to.value === 'object' && to.value !== null) {
      if (!learned.facts.has(to.value)) left.push([from, to]);
      const target = factOf(learned, to.value);
      target.users.push(fact);
    }
  }
}

function factOf({ facts }: Learned, value: object): Fact {
  const fact = facts.get(value) ?? { isChanged: false, users: [] };
  facts.set(value, fact);
  return fact;
}

/** Whoever uses what has changed has changed. */
function spread(changed: Fact[]): void {
  for (let fact = changed.pop(); fact; fact = changed.pop()) {
    if (fact.isChanged) continue;
    fact.isChanged = true;
    changed.push(...fact.users);
  }
}

function targetOf(graph: Graph, node: Node, ref: string): Node | undefined {
  try {
    return graph.target(node, ref);
  } catch {
    return undefined;
  }
}
