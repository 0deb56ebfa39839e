import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator as createCodegen, type Generator } from '@countersign/codegen/generator';
import { apply, compare, type Files } from '@countersign/codegen/output';
import type { Generated } from '../cycle.ts';
import { systemFinding } from '../finding.ts';
import { toFindings } from './clarify.ts';

export interface GeneratorOptions {
  /** The project's folder, absolute. */
  root: string;
  /** Where the contracts are, and where their types go, relative to `root`. */
  specs: string;
  out: string;
}

const nothing = { findings: [], written: [], code: [], kept: [], missing: [], documents: {} };

/** Specs → types and client, written only where they differ. Of a contract that is broken the files on disk stay those of its last good state. */
export function createGenerator({ root, specs, out }: GeneratorOptions): () => Promise<Generated> {
  const [from, to] = [join(root, specs), join(root, out)];
  let codegen: Promise<Generator> | undefined;
  return async () => {
    if (!existsSync(from)) return { ...nothing, findings: [systemFinding('specs', `there is no folder ${specs}`)] };
    codegen ??= createCodegen(from, { out: to });
    const { files, findings, apis, documents } = await (await codegen).generate();
    const namesOf = (wanted: (typeof apis)[number]['state']) => apis.filter(({ state }) => state === wanted).map(({ name }) => name);
    const generated = {
      findings: toFindings(findings, () => ({ source: 'types', severity: 'error' })),
      kept: namesOf('kept'),
      missing: namesOf('missing'),
    };
    try {
      return { ...generated, ...write(to, files), documents: Object.fromEntries(documents) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const problem = systemFinding('write', `the types are not written: ${reason}`);
      const kept = apis.map(({ name }) => name);
      return { ...nothing, findings: [...generated.findings, problem], kept, documents: Object.fromEntries(documents) };
    }
  };
}

function write(to: string, files: Files): Pick<Generated, 'written' | 'code'> {
  const differences = compare(to, files);
  apply(to, files, differences);
  const code = differences.filter(({ name, isWords }) => name.endsWith('.ts') && !isWords);
  const pathOf = ({ name }: { name: string }) => join(to, name);
  return { written: differences.map(pathOf), code: code.map(pathOf) };
}
