import type { Spec } from '../spec/spec.ts';
import type { ApiDiff } from './change.ts';

/** The verdict on an API that the revision does not have. */
export function newApi({ name, version }: Spec): ApiDiff {
  return { api: name, base: undefined, from: '', to: version, level: 'none', next: version, sufficient: true, changes: [], remarks: [] };
}

/** The verdict on one that is no longer there. No version can be bumped, so nothing allows it but to look at it. */
export function removedApi({ name, version, file }: Spec, base: string): ApiDiff {
  const at = { file, line: 1, column: 1, pointer: '' };
  const change = { level: 'major', rule: 'api-removed', message: 'the whole API is gone', at, source: 'witness' } as const;
  return { api: name, base, from: version, to: '', level: 'major', next: '', sufficient: false, changes: [change], remarks: [] };
}
