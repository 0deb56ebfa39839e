import { relative } from 'node:path';
import type { Location } from '../spec/location.ts';
import type { ApiDiff, Change } from './change.ts';

/** Names what is written in the old contract by its revision, `main:specs/login/openapi.yaml`, instead of the folder that it was unpacked to. */
export function relocate(diff: ApiDiff, folder: string, revision: string): ApiDiff {
  const move = (at: Location): Location => (at.file.startsWith(folder) ? { ...at, file: `${revision}:${relative(folder, at.file)}` } : at);
  const moveChange = (change: Change): Change => {
    const { at, witness } = change;
    const moved = witness && { ...witness, refusedBy: { ...witness.refusedBy, at: move(witness.refusedBy.at) } };
    return { ...change, at: at && move(at), ...(moved && { witness: moved }) };
  };
  return { ...diff, changes: diff.changes.map(moveChange) };
}
