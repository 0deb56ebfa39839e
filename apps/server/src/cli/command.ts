import type { ParseArgsOptionsConfig } from 'node:util';
import type { AuditEntry, AuditRow } from '../core/audit.ts';
import type { PhoneRegion } from '../core/identifiers.ts';
import type { KeyRing } from '../core/key-ring.ts';
import type { Store } from '../core/store.ts';
import type { TokenProfile } from '../core/token-profile.ts';

/** What a command works with. */
export interface Means {
  store: Store;
  /** Epoch milliseconds. */
  clock: () => number;
  phoneRegion: PhoneRegion | undefined;
  /** The kinds of token that the APIs hand out. */
  profiles(): Promise<readonly TokenProfile[]>;
  /** Makes the keys that are lacking; rejects when the secret is not the one that sealed the others. */
  keyRing(): Promise<KeyRing>;
  /** The row of the audit trail for what this command does. */
  trace(entry: Pick<AuditEntry, 'event' | 'accountId' | 'profile' | 'reason'>): AuditRow;
  /** From standard input, never from an argument: those stand in the shell's history and in every process list. */
  readPassword(): Promise<string>;
  /** One line on standard output. */
  print(...columns: readonly string[]): void;
}

export interface Arguments {
  /** What the command is about; empty for one that takes no argument. */
  name: string;
  values: Readonly<Record<string, unknown>>;
}

export interface Command {
  /** What it is about, such as `<identifier>`. */
  argument?: string;
  /** The form of the argument, where it may begin with a hyphen and yet be no option. */
  form?: RegExp;
  /** Its options, as the help shows them. */
  flags?: string;
  /** For the help, without a full stop. */
  summary: string;
  options?: ParseArgsOptionsConfig;
  /** Options without which it does not run. */
  required?: readonly string[];
  run(means: Means, given: Arguments): Promise<void>;
}

/** Ends the command with exit code 1 and these lines. */
export function refuse(...lines: readonly string[]): never {
  throw new Error(lines.join('\n'));
}
