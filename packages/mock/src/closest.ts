import { type Asked, readBody } from './asked.ts';
import type { Operation } from './contract.ts';
import type { Example } from './example.ts';
import { isPlainPair, type Pair, type Pairs } from './pair.ts';
import type { Prism, Violation } from './prism.ts';

/** Gives the example whose own request is refused for the same reasons as the one asked, or for most of them; undefined if none shares any. */
export type Closest = (operation: Operation, among: readonly Example[], reasons: ReadonlySet<string>) => Promise<Example | undefined>;

/** Prism answers every refused request with the first example of the status, which tells of other faults than the ones it has. */
export function createClosest(pairs: Pairs, prism: Prism): Closest {
  const known = new WeakMap<Operation, Promise<Map<Example, ReadonlySet<string>>>>();
  const learn = async (operation: Operation) => {
    const own = pairs.of(operation).filter(isPlainPair);
    const entries = own.map(async (pair) => [pair.example, await reasonsOf(prism, operation, toAsked(pair))] as const);
    return new Map(await Promise.all(entries));
  };
  return async (operation, among, reasons) => {
    const byExample = await known.getOrInsertComputed(operation, learn);
    const scored = among.map((example) => ({ example, score: similarity(byExample.get(example) ?? new Set(), reasons) }));
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { example: among[0], score: 0 });
    return best.score > 0 ? best.example : undefined;
  };
}

/** Why a request is refused, in texts that are the same for the same reason; half a reason is where and which rule. */
export function toReasons(violations: readonly Violation[], isMalformed: boolean): ReadonlySet<string> {
  if (isMalformed) return new Set(['malformed']);
  return new Set(violations.flatMap(({ path, code, message }) => [`${path} ${code}`, `${path} ${code} ${message}`]));
}

async function reasonsOf(prism: Prism, operation: Operation, asked: Asked): Promise<ReadonlySet<string>> {
  const { isMalformed } = readBody(asked);
  // What Prism cannot answer is like nothing.
  const made = await prism.judge(operation, asked, {}).catch(() => undefined);
  return toReasons(made?.violations ?? [], isMalformed);
}

function toAsked({ operation, example, headers, body }: Pair): Asked {
  const [path = '', ...search] = (example.deviation.path ?? operation.serverPath + operation.path).split('?');
  const all = { ...(body && { 'content-type': body.mediaType }), ...headers };
  const present = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  return {
    method: operation.method,
    path,
    query: new URLSearchParams(search.join('?')),
    headers: Object.fromEntries(present),
    body: new TextEncoder().encode(body?.text ?? ''),
    isCut: false,
  };
}

/** Shared over all: from 0 to 1 (Jaccard). */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size === 0 ? 0 : a.intersection(b).size / a.union(b).size;
}
