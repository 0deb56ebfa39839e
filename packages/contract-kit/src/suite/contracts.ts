import type { Case, Gap } from '../case.ts';
import { cases } from '../cases/cases.ts';
import type { CaseOptions } from '../cases/contract.ts';
import type { Fixtures } from '../fixtures.ts';
import { createOracle, type Oracle } from '../oracle.ts';
import { loadSpec, type LoadOptions } from '../spec/load.ts';
import type { Spec } from '../spec/spec.ts';

/** A contract with all its cases. */
export interface Contract {
  spec: Spec;
  oracle: Oracle;
  cases: readonly Case[];
  gaps: readonly Gap[];
  /** What the cases were made with. */
  options: CaseOptions;
}

export interface ContractOptions extends LoadOptions {
  /** OpenAPI files whose examples may come before those of the ones that are tested. */
  siblings?: readonly string[];
  fixtures?: Fixtures | undefined;
  /** Of the random cases. */
  seed: number;
  /** Random cases per operation. */
  exploration: number;
}

/** Reads OpenAPI files and makes their cases. Throws a `SpecError` with the place for one that cannot be read. */
export async function readContracts(
  files: readonly string[],
  { siblings = [], serverPath, fixtures, ...options }: ContractOptions,
): Promise<Contract[]> {
  const specs = new Map<string, Spec>();
  for (const file of new Set([...files, ...siblings])) specs.set(file, await loadSpec(file, undefined, { serverPath }));
  return files.flatMap((file) => {
    const spec = specs.get(file);
    if (!spec) return [];
    const oracle = createOracle(spec.schemas);
    const others = [...specs.values()].filter((other) => other !== spec);
    const caseOptions = { oracle, others, ...options, ...(fixtures && { fixtures }) };
    return [{ spec, oracle, ...cases(spec, caseOptions), options: caseOptions }];
  });
}
