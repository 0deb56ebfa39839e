import { describe, expect, test } from 'vitest';
import { breaking } from './breaking.testing.ts';
import { diffSpecs } from './compare.ts';
import { versionsOf } from './edit.testing.ts';
import { safe } from './safe.testing.ts';

describe('a breaking edit is found without Redocly', () => {
  test.each(breaking)('$name', async (row) => {
    const { level, next, sufficient, changes } = diffSpecs(...(await versionsOf(row)), {});
    expect({ level, next, sufficient }).toEqual({ level: 'major', next: '2.0.0', sufficient: false });
    const kinds = changes.flatMap(({ witness }) => (witness ? [witness.kind] : []));
    if (row.witness === 'none') expect(kinds).toEqual([]);
    else expect(kinds).toContain(row.witness);
  });
});

describe('a safe edit is not called breaking', () => {
  test.each(safe)('$name', async (row) => {
    const { level, changes } = diffSpecs(...(await versionsOf(row)), { touched: true });
    expect({ level, breaking: changes.filter((change) => change.level === 'major') }).toEqual({ level: row.level, breaking: [] });
  });
});
