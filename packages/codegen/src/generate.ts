import type { Finding } from './finding.ts';
import { createGenerator } from './generator.ts';
import type { Files } from './output.ts';

/**
 * Reads every `<api>/openapi.yaml` under the folder and makes all files that belong to them, in memory.
 * @returns the files, or what is wrong with the specs: never both, so that half of a generation is never written
 */
export async function generate(specs: string): Promise<{ files: Files } | { findings: readonly Finding[] }> {
  const generator = await createGenerator(specs);
  const { files, findings } = await generator.generate();
  return findings.length > 0 ? { findings } : { files };
}
