import type { NameTree } from '@countersign/contracts';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type Renamed, rename } from './names.ts';

const tree = {
  in: { user: { as: 'account', in: { rol: { as: 'role' } } }, list: { in: { '*': { in: { rol: { as: 'role' } } } } } },
} as const satisfies NameTree;

describe('rename', () => {
  test('renames what the tree names, at any depth, and nothing else', () => {
    const wire = { rol: 'kept', user: { rol: 'admin', id: 1 }, list: [{ rol: 'a' }, { rol: 'b', x: [1] }] };
    const shown = { rol: 'kept', account: { role: 'admin', id: 1 }, list: [{ role: 'a' }, { role: 'b', x: [1] }] };
    expect(rename(wire, tree)).toEqual(shown);
    expect(rename(shown, tree, true)).toEqual(wire);
    type Wire = { rol: string; user: { rol: string; id?: number }; list: { rol: string }[] };
    type Shown = { rol: string; account: { role: string; id?: number }; list: { role: string }[] };
    expectTypeOf<Renamed<Wire, typeof tree>>().toEqualTypeOf<Shown>();
  });

  test('leaves alone what is of another shape, and a property that is dangerous to copy', () => {
    for (const value of [null, 'text', 1, [], undefined]) expect(rename(value, tree)).toEqual(value);
    const wire = JSON.parse('{"__proto__":{"admin":true},"user":null}');
    const shown = rename(wire, tree) as object;
    expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
    expect(JSON.stringify(shown)).toBe('{"__proto__":{"admin":true},"account":null}');
  });

  test('there and back is the same, whatever the tree', () => {
    const { trees } = fc.letrec<{ trees: NameTree }>((tie) => ({
      trees: fc.record(
        {
          as: fc.constantFrom('A', 'B', 'C', 'D'),
          in: fc.dictionary(fc.constantFrom('a', 'b', 'c', '*'), tie('trees') as fc.Arbitrary<NameTree>, { maxKeys: 3 }),
        },
        { requiredKeys: [] },
      ),
    }));
    const values = fc.object({ key: fc.constantFrom('a', 'b', 'c', 'd'), maxDepth: 4, withNullPrototype: false });
    fc.assert(
      fc.property(trees, values, (drawn, value) => {
        const distinct = withDistinctNames(drawn);
        expect(rename(rename(value, distinct), distinct, true)).toEqual(value);
      }),
      { seed: 1 },
    );
  });
});

/** As codegen makes sure: no two names of an object collide, and neither lists nor maps are renamed themselves. */
function withDistinctNames({ in: inner = {} }: NameTree): NameTree {
  const entries = Object.entries(inner).map(([key, node]) => {
    const below = withDistinctNames(node);
    return [key, key !== '*' && node.as ? { ...below, as: `${node.as}${key}` } : below];
  });
  return { in: Object.fromEntries(entries) };
}
