import { describe, expect, test } from 'vitest';
import { breaking } from './breaking.testing.ts';
import { diffSpecs } from './compare.ts';
import { versionsOf } from './edit.testing.ts';
import { defaultLimits, type Limits } from './effort.ts';
import { safe } from './safe.testing.ts';

/** Every tenth edit, breaking and safe. */
const some = <Row>(rows: readonly Row[]) => rows.filter((_, index) => index % 10 === 3);
const rows = [...some(breaking), ...some(safe)];

/** A clock that is always late: whatever is asked for the time, it is up. */
function lateClock(): () => number {
  let time = 0;
  return () => (time += 1e9);
}

async function verdicts(limits: Partial<Limits>) {
  const diffs = await Promise.all(
    rows.map(async (row) => diffSpecs(...(await versionsOf(row)), { touched: true, limits: { ...defaultLimits, ...limits } })),
  );
  return diffs.map(({ level, changes }) => ({
    level,
    rules: changes.map(({ rule }) => rule),
    places: changes.map(({ at }) => at?.pointer),
  }));
}

describe('the limits of a search', () => {
  test('in time leave the verdict as it is, only the examples are longer', async () => {
    expect(await verdicts({ patience: 0, now: lateClock() })).toEqual(await verdicts({ patience: 1e9, now: () => 0 }));
  });

  test('in steps never make a breaking change look safe, and say so where they end the search', async () => {
    for (const row of some(breaking)) {
      const { level, changes } = diffSpecs(...(await versionsOf(row)), { limits: { ...defaultLimits, steps: 0 } });
      expect(level, row.name).toBe('major');
      const unproven = changes.filter(({ message }) => message.includes('no example was found'));
      expect(unproven.every((change) => change.level === 'major' && !change.witness)).toBe(true);
    }
  });

  test('in steps may make a change look breaking that many values would show to be safe', async () => {
    const row = safe.find(({ name }) => name === 'a request schema wrapped in allOf');
    const versions = row && (await versionsOf(row));
    const levels = [0, defaultLimits.steps].map(
      (steps) => versions && diffSpecs(...versions, { limits: { ...defaultLimits, steps } }).level,
    );
    expect(levels).toEqual(['major', 'patch']);
  });
});
