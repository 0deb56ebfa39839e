import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRule } from '../src/layout.ts';
import { createLinter, type Linter } from '../src/stages/lint.ts';
import { copyProject, type Project } from './project.ts';

const rule = 'specs/rules/closed-object.ts';
let project: Project;
let linter: Linter;

beforeAll(async () => {
  project = copyProject();
  linter = createLinter({ root: project.root, isRule: isRule(project.root) });
});

afterAll(async () => {
  await linter.close();
  project.remove();
});

/** What is found after an edit, which is then taken back. */
async function after(file: string, from: string, to: string) {
  const before = project.read(file);
  project.edit(file, from, to);
  const { findings } = await linter.lint([`${project.root}/${file}`]);
  project.write(file, before);
  return findings.map(({ message }) => message).join('\n');
}

test('rules and configuration count as they are now; while they do not run, that is said, and then all goes on', async () => {
  expect(await linter.lint([])).toMatchObject({ findings: [] });
  expect(await after('redocly.yaml', 'telemetry: off', '  no-unsafe-markdown: [\ntelemetry: off')).toMatch(/^lint does not run: /);
  expect(
    await after(rule, 'MediaType(mediaType: unknown, ctx) {', 'MediaType(mediaType: unknown, ctx) {\n throw new Error("oops");'),
  ).toContain('oops');
  expect(await after(rule, 'export const', 'export cons')).toMatch(/^lint does not run: /);
  expect(await after('redocly.yaml', 'rules:\n', 'rules:\n  no-such-rule: error\n')).toBe('Property `no-such-rule` is not expected here.');
  expect(await linter.lint([`${project.root}/redocly.yaml`])).toMatchObject({ findings: [] });
});
