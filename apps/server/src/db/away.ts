import { codeOf, isContention } from './retry.ts';

/** Of Node, when it reaches no server or loses it. */
const network = /^E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN|MFILE|NFILE)$/;

/**
 * Of PostgreSQL: connection exceptions, insufficient resources, shutdown and recovery, a statement that took too long, a lock that was not to be
 * had, a server that became a standby, an error of its disk. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const postgres = /^(08...|53...|57P0.|57014|55P03|25006|58030)$/;

/** Those of them that say so of the server as a whole: it, or the way to it, is gone. */
const gone = /^(08...|57P0.)$/;

/** Of SQLite: disk full, disk broken, file not to be written, not to be opened, or held too long by a statement of another connection. */
const sqlite = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|LOCKED|PROTOCOL)(_|$)/;

/**
 * Of knex, its pool and pg, which give no code; knex may have put the statement in front. The pool was closed or is exhausted, or the connection broke
 * or fell silent.
 */
const messages =
  /(^| - )(Unable to acquire a connection|aborted|timeout expired|Connection terminated|Client (has encountered|was closed))/;

/** Those of them that are of pg. A pool is also exhausted by queries that are merely slow. */
const broken = /(^| - )(timeout expired|Connection terminated|Client (has encountered|was closed))/;

/**
 * SQLite rolls a transaction back by itself only when the disk is full or broken or the memory is at its end, and then knex reports its own
 * attempt in place of the cause. https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
 */
const rolledBack = / - cannot rollback - no transaction is active$/;

/**
 * Whether the database cannot be reached or cannot work for now, so that the same request may succeed later on without anybody changing the
 * request, the schema or the settings. A contention counts: it comes here only after its retries.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return (
    isContention(error) ||
    error.name === 'KnexTimeoutError' ||
    [network, postgres, sqlite].some((codes) => codes.test(code)) ||
    messages.test(error.message) ||
    rolledBack.test(error.message)
  );
}

/**
 * Whether the database cannot be reached at all, which is true of the next query, too. Not so a statement that took too long, a lock, a pool whose
 * connections are all busy, or a disk that is full: others may do well meanwhile.
 */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return network.test(codeOf(error)) || gone.test(codeOf(error)) || broken.test(error.message);
}
