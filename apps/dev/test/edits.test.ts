import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCycle } from '../src/cycle.ts';
import { isBlocking, placeOf } from '../src/finding.ts';
import { createStages } from '../src/stages/stages.ts';
import { breaking } from './breaking.ts';
import type { Edit } from './edit.ts';
import { halfTyped } from './half-typed.ts';
import { copyProject, type Project } from './project.ts';
import { wrong } from './wrong.ts';

let project: Project;
let stages: ReturnType<typeof createStages>;
const look = () => runCycle(stages, { files: [], code: [] }, () => performance.now());

beforeAll(async () => {
  project = copyProject();
  stages = createStages({ root: project.root });
  await look();
});

afterAll(async () => {
  await stages.close();
  project.remove();
});

/** Makes the edit, looks, and takes it back. */
async function tryOut({ file, from, to, at, elsewhere }: Edit) {
  const before = project.read(file);
  project.edit(file, from, to);
  const text = project.read(elsewhere ?? file);
  const start = elsewhere === undefined ? before.indexOf(from) : 0;
  const line = text.slice(0, text.indexOf(at, start)).split('\n').length;
  const outcome = await look();
  project.write(file, before);
  const shown = outcome.findings
    .filter(isBlocking)
    .map((finding) => ({ ...finding, place: placeOf(finding, project.root).replace(/:\d+$/, '') }));
  return { outcome, shown, place: `${elsewhere ?? file}:${line}` };
}

test('the contracts as they are have nothing to mend', async () => {
  expect(await look()).toMatchObject({ findings: [], contractsHold: true, handlersFit: true });
});

describe('a contract that is wrong is shown where it is wrong, and nothing follows it', () => {
  test.each([...halfTyped, ...wrong])('$title', async (edit) => {
    const { outcome, shown, place } = await tryOut(edit);
    const found = shown.filter((finding) => finding.place === place && edit.rule.test(finding.rule));
    expect(found, JSON.stringify(shown, undefined, 1)).not.toHaveLength(0);
    expect(outcome).toMatchObject({ contractsHold: false, handlersFit: false });
  });
});

describe('what breaks a consumer is shown where it is, blocks, and says the version that would allow it', () => {
  test.each(breaking)('$title', async (edit) => {
    const { outcome, shown, place } = await tryOut(edit);
    const found = shown.filter((finding) => finding.source === 'breaking' && finding.place === place);
    expect(found, JSON.stringify(shown, undefined, 1)).not.toHaveLength(0);
    expect(found.flatMap(({ details }) => details).join('\n')).toContain(`allowed by info.version ${edit.allowedBy}`);
    expect(outcome.contractsHold).toBe(false);
  });

  test('with that version it no longer blocks', async () => {
    const file = 'specs/sign-in/openapi.yaml';
    const before = project.read(file);
    project.edit(file, 'minLength: 6', 'minLength: 5');
    project.edit(file, 'maxLength: 64', 'maxLength: 60');
    project.edit(file, 'version: 1.0.0', 'version: 2.0.0');
    const { findings } = await look();
    project.write(file, before);
    expect(findings.filter(({ source, severity }) => source === 'breaking' && severity === 'error')).toStrictEqual([]);
    expect(findings.filter(({ source }) => source === 'breaking').length).toBeGreaterThan(0);
  });
});

test('after all of that the contracts are as they were, and nothing is left to say', async () => {
  expect(await look()).toMatchObject({ findings: [], contractsHold: true, handlersFit: true });
});
