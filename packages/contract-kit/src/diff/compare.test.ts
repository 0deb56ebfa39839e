import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breaking } from './breaking.testing.ts';
import type { ApiDiff } from './change.ts';
import { diffSpecs } from './compare.ts';
import { createComparer, type Comparer } from './comparer.ts';
import { textAfter, versionsOf, type Edit, type Row } from './edit.testing.ts';
import { createRepository, type Repository } from './repository.testing.ts';
import { safe } from './safe.testing.ts';

const specs = join(import.meta.dirname, '../../../../specs');
/** Rows that begin with the same contract are versions of one API: there the comparer meets one edit after the other. */
const starts = new Map<Edit | string, string>();
let repository: Repository;
let comparer: Comparer;

beforeAll(() => {
  repository = createRepository();
  repository.copy(join(specs, 'shared'), 'specs/shared');
  for (const { api, given } of [...breaking, ...safe]) {
    if (starts.has(given ?? api)) continue;
    const folder = `specs/${api}${starts.size}`;
    starts.set(given ?? api, `${folder}/openapi.yaml`);
    repository.copy(join(specs, api), folder);
    repository.write(`${folder}/openapi.yaml`, textAfter(api, given));
  }
  repository.commit();
  comparer = createComparer({ root: repository.root });
});

afterAll(() => repository.end());

async function compareBoth(row: Row): Promise<{ cold: ApiDiff; warm: ApiDiff }> {
  const file = starts.get(row.given ?? row.api) ?? '';
  return {
    cold: diffSpecs(...(await versionsOf(row)), { touched: true }),
    warm: await comparer.compare(file, textAfter(row.api, row.given, row.edit)),
  };
}

/** What must not depend on what is known from the comparisons before. */
function essenceOf({ level, next, sufficient, changes }: ApiDiff): unknown {
  const short = changes.map(({ at, witness, ...change }) => ({ ...change, at: at?.pointer, by: witness?.refusedBy.at.pointer }));
  return { level, next, sufficient, changes: short };
}

describe('a breaking edit is found without Redocly', () => {
  test.each(breaking)('$name', async (row) => {
    const { cold, warm } = await compareBoth(row);
    expect({ level: cold.level, next: cold.next, sufficient: cold.sufficient }).toEqual({
      level: 'major',
      next: '2.0.0',
      sufficient: false,
    });
    const kinds = cold.changes.flatMap(({ witness }) => (witness ? [witness.kind] : []));
    if (row.witness === 'none') expect(kinds).toEqual([]);
    else expect(kinds).toContain(row.witness);
    expect(essenceOf(warm)).toEqual(essenceOf(cold));
  });
});

describe('a safe edit is not called breaking', () => {
  test.each(safe)('$name', async (row) => {
    const { cold, warm } = await compareBoth(row);
    expect({ level: cold.level, breaking: cold.changes.filter((change) => change.level === 'major') }).toEqual({
      level: row.level,
      breaking: [],
    });
    expect(essenceOf(warm)).toEqual(essenceOf(cold));
  });
});
