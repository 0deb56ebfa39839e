import type { Pseudonym } from './pseudonym.ts';

/** How long the trail is kept, in milliseconds: 90 days. */
export const keptFor = 90 * 24 * 60 * 60 * 1000;

/** How often an attempt that was refused unseen is written per source, in milliseconds. */
const refusalsEvery = 60_000;

/** The events of the OWASP Application Logging Vocabulary that happen here. https://cheatsheetseries.owasp.org/cheatsheets/Logging_Vocabulary_Cheat_Sheet.html */
export type AuditEvent =
  | 'authn_login_success'
  | 'authn_login_fail'
  /** Refused by the throttle, before anything was verified. */
  | 'authn_login_lock'
  | 'authn_password_change'
  | 'authn_password_change_fail'
  | 'authn_token_created'
  | 'authn_token_revoked'
  | 'authn_token_reuse'
  | 'authn_token_delete'
  | 'authz_fail'
  | 'authz_admin'
  | 'user_created'
  | 'user_updated'
  /** The vocabulary has none for signing keys; these are named in its manner. */
  | 'sys_key_published'
  | 'sys_key_activated'
  | 'sys_key_revoked';

export interface AuditEntry {
  event: AuditEvent;
  outcome: 'success' | 'failure';
  /** Name of the token profile, where there is one. */
  profile?: string | undefined;
  accountId?: number | undefined;
  /** What was tried to sign in with, as `ThrottleRequest` has it. Written as a pseudonym: people type passwords into the wrong field. */
  identifiers?: readonly string[] | undefined;
  /** A bucket of `toSource`. */
  source: string;
  requestId: string;
  /** Why, as a code such as `wrong-credentials`. */
  reason?: string | undefined;
}

/** One decision as it is kept: one line of printable ASCII in each column, and no secret. `at` is in epoch milliseconds. */
export interface AuditRow {
  at: number;
  event: AuditEvent;
  outcome: AuditEntry['outcome'];
  profile: string | null;
  accountId: number | null;
  /** A pseudonym, the same as long as the secret stays. */
  identifier: string | null;
  source: string;
  requestId: string;
  reason: string | null;
}

export interface AuditStore {
  append(row: AuditRow): Promise<void>;
  /** Removes what is older than that time; resolves to how many. */
  prune(before: number): Promise<number>;
}

export interface Audit {
  /** For what grants something: to be written in the transaction that grants it, so that nothing is granted without a trace. */
  row(entry: AuditEntry): AuditRow;
  /**
   * For what grants nothing. Never rejects: a refusal stays a refusal even if it could not be written. Of the attempts that the throttle refuses
   * one per source and minute is written, or an attacker could fill the disk without a single password being verified; the request log has them all.
   */
  record(entry: AuditEntry): Promise<void>;
  prune(): Promise<number>;
}

export interface AuditOptions {
  store: AuditStore;
  pseudonym: Pseudonym;
  /** Epoch milliseconds. */
  clock: () => number;
  /** Whether sources are written as pseudonyms too. Then an attack can be seen, but not where it came from. */
  hideSources?: boolean;
  /** Milliseconds. */
  retention?: number;
  /** Told when a row could not be written. */
  onStoreError?: (error: unknown) => void;
}

export function createAudit({ store, pseudonym, clock, hideSources = false, retention = keptFor, onStoreError }: AuditOptions): Audit {
  const isDue = createReminder(refusalsEvery);
  const row = ({ event, outcome, profile, accountId, identifiers = [], source, requestId, reason }: AuditEntry): AuditRow => ({
    at: clock(),
    event,
    outcome,
    profile: toLine(profile),
    accountId: accountId ?? null,
    identifier: identifiers.length > 0 ? pseudonym('audit', ...identifiers) : null,
    source: hideSources ? pseudonym('audit-source', source) : (toLine(source) ?? ''),
    requestId: toLine(requestId) ?? '',
    reason: toLine(reason),
  });

  return {
    row,
    async record(entry) {
      if (entry.event === 'authn_login_lock' && !isDue(entry.source, clock())) return;
      await store.append(row(entry)).catch((error: unknown) => onStoreError?.(error));
    },
    prune: () => store.prune(clock() - retention),
  };
}

/** Tells once per key and interval that it is time. Forgets everything at 10,000 keys rather than growing with the attack. */
function createReminder(interval: number): (key: string, now: number) => boolean {
  const last = new Map<string, number>();
  return (key, now) => {
    if (now < (last.get(key) ?? -Infinity) + interval) return false;
    if (last.size >= 10_000) last.clear();
    last.set(key, now);
    return true;
  };
}

/** Printable ASCII only, at most 128 characters: neither a line break nor an escape sequence may forge a line where the trail is shown (CWE-117). */
function toLine(text: string | undefined): string | null {
  return text === undefined ? null : text.replace(/[^\x20-\x7e]/gu, '?').slice(0, 128);
}
