import { dirname, resolve } from 'node:path';
import { type Finding, toLines } from '@countersign/codegen/finding';
import type { JsonObject } from '@countersign/codegen/json';
import { createRules, readSpec } from '@countersign/codegen/read-spec';
import { findApis } from './find-apis.ts';

/** What the specs are now. */
export interface Reading {
  /** Bundled, by API name. A broken one is as it was before it broke, if it ever was whole. */
  documents: Record<string, JsonObject>;
  /** `specs/login/openapi.yaml:12:3  what is wrong (rule)`, in the order of the files. */
  faults: readonly string[];
  /** The APIs that are other than they were when they were last good, */
  changed: readonly string[];
  /** and those that have been deleted. */
  gone: readonly string[];
}

/** Reads the specs again at each call. Rejects for nothing that is written in them. */
export type Sources = () => Promise<Reading>;

/** @param apis only these; all that there are at each reading if it is empty */
export async function createSources(specs: string, apis: readonly string[]): Promise<Sources> {
  const rules = await createRules();
  const good = new Map<string, { document: JsonObject; text: string }>();
  const readApi = async (api: string) => {
    const reading = await readSpec(resolve(specs, api, 'openapi.yaml'), rules);
    if ('findings' in reading) return { findings: reading.findings, changed: [] };
    const { document } = reading;
    const text = JSON.stringify(document);
    const isChanged = good.get(api)?.text !== text;
    if (isChanged) good.set(api, { document, text });
    return { findings: [], changed: isChanged ? [api] : [] };
  };
  return async () => {
    const names = apis.length > 0 ? apis : findApis(specs);
    const results = await Promise.all(names.map(readApi));
    const gone = [...good.keys()].filter((api) => !names.includes(api));
    for (const api of gone) good.delete(api);
    const findings: Finding[] = results.flatMap((result) => result.findings);
    return {
      documents: Object.fromEntries([...good].map(([api, { document }]) => [api, document])),
      faults: toLines(findings, dirname(resolve(specs))),
      changed: results.flatMap((result) => result.changed),
      gone,
    };
  };
}
