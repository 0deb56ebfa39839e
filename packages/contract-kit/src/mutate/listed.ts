import { readDocument } from '../spec/document.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import { quote } from '../coverage/quote.ts';
import { isObject } from '../values/json.ts';

/** Somebody's word that nobody outside can notice some mutants. */
export interface Listed {
  /** An id, in which `*` stands for anything. */
  mutant: string;
  reason: string;
  at: Location;
}

/** Reads a YAML list of `{mutant, reason}`. Throws a `SpecError` that names the line. */
export async function readListed(file: string): Promise<Listed[]> {
  const document = await readDocument(file);
  const { value } = document;
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new SpecError('equivalent mutants are a list of mutant and reason', document.locate(''));
  return value.map((entry: unknown, index) => {
    const at = document.locate(child('', index));
    if (!isObject(entry)) throw new SpecError('an entry has mutant and reason', at);
    for (const key of Object.keys(entry))
      if (key !== 'mutant' && key !== 'reason') throw new SpecError(`an entry has no ${key}`, document.locate(child('', index, key)));
    const { mutant, reason } = entry;
    if (typeof mutant !== 'string' || typeof reason !== 'string' || mutant.trim() === '' || reason.trim() === '')
      throw new SpecError('an entry needs mutant and reason, texts that are not empty', at);
    return { mutant: mutant.trim(), reason: reason.trim(), at };
  });
}

/** `*` stands for anything, `/` included. */
export function matchesGlob(glob: string, text: string): boolean {
  return new RegExp(`^${glob.split('*').map(quote).join('.*')}$`, 'su').test(text);
}
