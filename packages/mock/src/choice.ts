import type { Operation } from './contract.ts';
import type { Example } from './example.ts';
import type { Preference } from './preference.ts';

/** An answer that the contract has. */
export interface Choice {
  status: number;
  /** Undefined for a status that the contract shows no example of. */
  example: Example | undefined;
}

/** What somebody gets to read who asks for an answer that is not there. */
export interface Refusal {
  remark: string;
  advice: string;
}

/**
 * The answer that a preference names. The name alone is enough: of several examples that bear it the first success is meant, else the first.
 * Undefined if it names none.
 */
export function choose(operation: Operation, { code, example: name }: Preference): Choice | Refusal | undefined {
  if (name !== undefined) return chooseNamed(operation, name, code);
  if (code === undefined) return undefined;
  if (!isDocumented(operation, code))
    return { remark: `${operation.id} documents no ${code}`, advice: `There are: ${operation.statuses.join(', ')}` };
  return { status: code, example: examplesFor(operation, code)[0] };
}

function chooseNamed(operation: Operation, name: string, code: number | undefined): Choice | Refusal {
  const all = operation.examples();
  const named = all.filter((candidate) => candidate.name === name);
  const ofCode = code === undefined ? all : examplesFor(operation, code);
  const fitting = named.filter((candidate) => ofCode.includes(candidate));
  const example = fitting.find(({ status }) => status < 300) ?? fitting[0];
  if (example) return { status: code ?? example.status, example };
  const where = code === undefined || named.length === 0 ? '' : ` with ${code}, but with ${[...new Set(named.map(toKey))].join(', ')}`;
  return { remark: `${operation.id} shows no example ${JSON.stringify(name)}${where}`, advice: `There are: ${listNames(all)}` };
}

/** `200 byEmail, byUsername; 401 wrongPassword` */
function listNames(examples: readonly Example[]): string {
  const byKey = Map.groupBy(examples, toKey);
  return [...byKey].map(([key, list]) => `${key} ${[...new Set(list.map(({ name }) => name))].join(', ')}`).join('; ') || 'none';
}

/** Whether a status is documented, if only by a range of statuses (`4XX`) or by `default`. */
export function isDocumented({ statuses }: Operation, code: number): boolean {
  return keyOf(statuses, code) !== undefined;
}

/** What the contract shows of a status. */
export function examplesFor(operation: Operation, code: number): readonly Example[] {
  const documented = keyOf(operation.statuses, code);
  return operation.examples().filter(({ key }) => key === documented);
}

/** The most particular one decides. */
function keyOf(statuses: readonly string[], code: number): string | undefined {
  const wanted = [String(code), `${String(code).slice(0, 1)}XX`, 'DEFAULT'];
  return wanted.flatMap((key) => statuses.filter((status) => status.toUpperCase() === key))[0];
}

function toKey({ key }: Example): string {
  return key;
}
