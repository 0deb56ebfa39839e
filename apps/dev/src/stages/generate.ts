import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator as createCodegen, type Generator } from '@countersign/codegen/generator';
import { apply, compare } from '@countersign/codegen/output';
import type { Generated } from '../cycle.ts';
import { systemFinding, type Finding } from '../finding.ts';
import { clarify } from './clarify.ts';

export interface GeneratorOptions {
  /** The project's folder, absolute. */
  root: string;
  /** Where the contracts are, and where their types go, relative to `root`. */
  specs: string;
  out: string;
}

/** Specs → types and client, written only where they differ. Of a contract that is broken the files on disk stay those of its last good state. */
export function createGenerator({ root, specs, out }: GeneratorOptions): () => Promise<Generated> {
  const [from, to] = [join(root, specs), join(root, out)];
  let codegen: Promise<Generator> | undefined;
  return async () => {
    if (!existsSync(from))
      return { findings: [systemFinding('specs', `there is no folder ${specs}`)], written: [], code: [], kept: [], missing: [], documents: {} };
    codegen ??= createCodegen(from, { out: to });
    const { files, findings, apis, documents } = await (await codegen).generate();
    const generated = {
      findings: findings.map(toFinding),
      kept: apis.filter(({ state }) => state === 'kept').map(({ name }) => name),
      missing: apis.filter(({ state }) => state === 'missing').map(({ name }) => name),
      documents: Object.fromEntries(documents),
    };
    try {
      const differences = compare(to, files);
      apply(to, files, differences);
      const code = differences.filter(({ name, isWords }) => name.endsWith('.ts') && !isWords);
      return { ...generated, written: differences.map(({ name }) => join(to, name)), code: code.map(({ name }) => join(to, name)) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const kept = apis.map(({ name }) => name);
      return {
        ...generated,
        findings: [...generated.findings, systemFinding('write', `the types are not written: ${reason}`)],
        kept,
        written: [],
        code: [],
      };
    }
  };
}

function toFinding({
  file,
  line,
  col,
  rule,
  message,
  suggestions,
}: Awaited<ReturnType<Generator['generate']>>['findings'][number]): Finding {
  const details = suggestions.length > 0 ? [`did you mean: ${suggestions.join(', ')}?`] : [];
  return clarify({ source: 'types', severity: 'error', file, line, col, rule, message, details });
}
