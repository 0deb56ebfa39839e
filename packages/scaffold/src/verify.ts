import { join, relative, sep } from 'node:path';
import { toLines } from '@countersign/codegen/finding';
import { generate } from '@countersign/codegen/generate';
import { compare } from '@countersign/codegen/output';
import { getLineColLocation, lint, loadConfig } from '@redocly/openapi-core';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';

const out = 'packages/contracts/src';

/**
 * What is generated from the specs on the stage and differs from what the repository has, by file. Throws a `Refusal` with a line for each finding
 * if nothing can be generated, or if the contract of `api` breaks a rule.
 */
export async function verify({ root, stage }: Repository, api: string): Promise<Map<string, string>> {
  const generated = await generate(join(stage, 'specs'));
  if ('findings' in generated) throw new Refusal(toLines(generated.findings, stage).join('\n'));
  await checkRules({ root, stage }, api);
  const { files } = generated;
  const names = compare(join(root, out), files).map(({ name }) => name);
  return new Map(names.flatMap((name) => (files.has(name) ? [[`${out}/${name}`, files.get(name) ?? '']] : [])));
}

async function checkRules({ root, stage }: Repository, api: string): Promise<void> {
  const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
  const problems = await lint({ ref: join(stage, 'specs', api, 'openapi.yaml'), config });
  const findings = problems.flatMap(({ message, ruleId, location: [location] }) => {
    if (!location) return [];
    const { source, start } = getLineColLocation(location);
    const file = relative(stage, source.absoluteRef).split(sep).join('/');
    return [`${file}:${start.line}:${start.col}  ${message.replaceAll(/\s+/g, ' ').trim()} (${ruleId})`];
  });
  if (findings.length > 0) throw new Refusal([...new Set(findings)].join('\n'));
}
