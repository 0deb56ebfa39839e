import { readFile } from 'node:fs/promises';
import { checkHash } from '../core/hashes.ts';
import { identifiersOf, toDraft } from '../core/new-account.ts';
import type { PhoneRegion } from '../core/identifiers.ts';
import type { NewAccount } from '../core/store.ts';
import { refuse, type Command, type Means } from './command.ts';

/** Of the lines that are refused at most so many are told. */
const toldLines = 20;

/** A line of the file by its number, counted from 1, and what became of it. */
interface Line {
  number: number;
  account: NewAccount;
}

interface Refused {
  number: number;
  why: string;
}

/** All lines in one transaction or none. */
export const importAccounts: Command = {
  argument: '<file.ndjson>',
  summary: 'accounts with their hashes, one JSON object per line; all or none',
  async run(means, { name: file }) {
    const { lines, refused } = readLines(await readText(file), means.phoneRegion);
    tell([...refused, ...findRepeated(lines)]);
    if (lines.length === 0) refuse('the file holds no account');
    tell(await add(means, lines));
    means.print(`imported ${lines.length} ${lines.length === 1 ? 'account' : 'accounts'}`);
  },
};

async function add({ store, clock, trace }: Means, lines: readonly Line[]): Promise<Refused[]> {
  const accounts = lines.map(({ account }) => account);
  const added = await store.accounts.add(accounts, { at: clock(), trace: trace({ event: 'user_created', reason: 'imported' }) });
  if ('ids' in added) return [];
  return added.defects.map((defect) => ({
    number: lines[defect.index]?.number ?? 0,
    why: 'taken' in defect ? `${defect.taken} is taken` : `there is no role "${defect.unknownRole}"`,
  }));
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => refuse(`the file cannot be read: ${codeOf(error)}`));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('the file is not UTF-8');
  }
}

function readLines(text: string, region: PhoneRegion | undefined): { lines: Line[]; refused: Refused[] } {
  const lines: Line[] = [];
  const refused: Refused[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      lines.push({ number: index + 1, account: readAccount(line, region) });
    } catch (error) {
      refused.push({ number: index + 1, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return { lines, refused };
}

function readAccount(line: string, region: PhoneRegion | undefined): NewAccount {
  const { passwordHash, ...fields } = readObject(line);
  if (typeof passwordHash !== 'string') throw new Error('passwordHash must be a text');
  const check = checkHash(passwordHash);
  if (!check.ok) throw new Error(reasons[check.reason]);
  return { ...toDraft(fields, region), passwordHash };
}

const reasons = {
  unreadable: 'passwordHash is neither bcrypt nor argon2i or argon2id in PHC format',
  'out-of-bounds': 'passwordHash would cost more to verify than this server spends',
};

function readObject(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // The parser's own message repeats a part of the line.
    throw new Error('is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('is not a JSON object');
  return { ...value };
}

/** Two lines of the file that would be found by the same identifier. */
function findRepeated(lines: readonly Line[]): Refused[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ number, account }) =>
    Object.entries(identifiersOf(account)).flatMap(([field, value]) => {
      const key = `${field}:${value}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, number);
      return earlier === undefined ? [] : [{ number, why: `${field} is that of line ${earlier}` }];
    }),
  );
}

function tell(refused: readonly Refused[]): void {
  if (refused.length === 0) return;
  const told = refused.toSorted((a, b) => a.number - b.number).slice(0, toldLines);
  const more = refused.length > told.length ? [`and ${refused.length - told.length} more`] : [];
  refuse(...told.map(({ number, why }) => `line ${number}: ${why}`), ...more, 'nothing was imported');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
