import type { Account, Credential } from './account.ts';
import type { Audit, AuditEntry } from './audit.ts';
import type { Context } from './context.ts';
import { fail, Failure } from './failures.ts';
import { fieldsOf, toCanonicalIdentifiers, type Identifiers, type PhoneRegion } from './identifiers.ts';
import type { Passwords } from './passwords.ts';
import { openSession, type SessionOptions } from './sessions.ts';
import type { KnownSources } from './source.ts';
import type { Reservation, Throttle } from './throttle.ts';

export interface SignInRequest {
  /** Name of the token profile to sign in with. */
  profile: string;
  /** When there are several, all must belong to the same account. */
  identifiers: Identifiers;
  password: string;
  context: Context;
}

export interface SignInResult {
  /** `lastLoginAt` is the time of this sign-in. */
  account: Account;
  accessToken: string;
  /** Present when the profile says so. */
  refreshToken?: string;
}

export interface SignInOptions extends SessionOptions {
  passwords: Passwords;
  throttle: Throttle;
  knownSources: KnownSources;
  audit: Audit;
  phoneRegion: PhoneRegion | undefined;
  /** Told what went wrong where nobody waits for it. */
  onError: (error: unknown) => void;
  /** Runs work that the answer does not wait for. */
  later: (work: () => Promise<unknown>) => void;
}

/** One sign-in on its way. */
interface Attempt {
  request: SignInRequest;
  /** Each identifier with its kind, in canonical form where it has one: what the throttle and the audit trail know it by. */
  names: string[];
  credential: Credential | undefined;
}

/**
 * Checks the credentials and opens a session. Throws `wrong-credentials` for an unknown account, a wrong password and identifiers of different
 * accounts alike, `inactive` only after a right password, because whoever does not know it learns nothing about the account, `too-many-requests`
 * before anything is verified, and `unavailable`.
 */
export async function signIn(options: SignInOptions, request: SignInRequest): Promise<SignInResult> {
  const attempt = await identify(options, request);
  const reservation = await reserve(options, attempt);
  const account = await verify(options, attempt, reservation);
  const fields = fieldsOf(request.identifiers);
  if (!account) {
    await options.audit.record(entryOf(attempt, { event: 'authn_login_fail', outcome: 'failure', reason: 'wrong-credentials' }));
    return fail('wrong-credentials', { fields });
  }
  await reservation.refund();
  if (account.status !== 'active') {
    await options.audit.record(entryOf(attempt, { event: 'authn_login_fail', outcome: 'failure', reason: 'inactive' }));
    return fail('inactive', { fields });
  }
  return open(options, attempt, account);
}

async function identify({ store, phoneRegion }: SignInOptions, request: SignInRequest): Promise<Attempt> {
  const { identifiers } = request;
  const canonical = toCanonicalIdentifiers(identifiers, phoneRegion);
  const texts: Identifiers = canonical ?? identifiers;
  const names = fieldsOf(texts).map((field) => `${field}:${texts[field]}`);
  return { request, names, credential: canonical && (await store.accounts.findCredential(canonical)) };
}

/** Counted before the password is verified: of many guesses at once, none may be verified for which there was no point left. */
async function reserve({ throttle, knownSources, audit, clock }: SignInOptions, attempt: Attempt): Promise<Reservation> {
  const { source } = attempt.request.context;
  const account = attempt.credential?.accountId;
  const trusted = await knownSources.isKnown(account, source, clock());
  try {
    return await throttle.reserve({ identifiers: attempt.names, account, source, trusted });
  } catch (error) {
    await audit.record(entryOf(attempt, { event: 'authn_login_lock', outcome: 'failure', reason: 'too-many-requests' }));
    throw error;
  }
}

/** One verification on every path, so that no account can be told from none by the clock. */
async function verify(
  options: SignInOptions,
  { request, names, credential }: Attempt,
  reservation: Reservation,
): Promise<Account | undefined> {
  const { store, passwords, later } = options;
  const hash = reservation.silent ? undefined : credential?.passwordHash;
  const { matches, rehash } = await passwords.verify(hash, request.password, names.join('\n')).catch(async (error: unknown) => {
    // Nothing was verified: nothing was guessed either.
    if (error instanceof Failure) await reservation.refund();
    throw error;
  });
  if (!matches || !credential) return undefined;
  const { accountId, passwordHash } = credential;
  if (rehash) later(async () => store.accounts.replaceHash(accountId, passwordHash, await rehash()));
  return store.accounts.find(accountId);
}

async function open(options: SignInOptions, attempt: Attempt, account: Account): Promise<SignInResult> {
  const { store, knownSources, audit } = options;
  const { profile, context } = attempt.request;
  const { passwordChangedAt = 0 } = attempt.credential ?? {};
  const trace = audit.row(entryOf(attempt, { event: 'authn_login_success', outcome: 'success' }));
  const { openedAt, accessToken, refreshToken } = await openSession(options, { profile, accountId: account.id, passwordChangedAt, trace });
  // The session is open: neither of these is worth taking it back.
  const notes = [store.accounts.touchLastLogin(account.id, openedAt), knownSources.remember(account.id, context.source, openedAt)];
  await Promise.all(notes).catch(options.onError);
  return { account: { ...account, lastLoginAt: openedAt }, accessToken, ...(refreshToken !== undefined && { refreshToken }) };
}

function entryOf({ request, names, credential }: Attempt, decision: Pick<AuditEntry, 'event' | 'outcome' | 'reason'>): AuditEntry {
  return { ...decision, ...request.context, profile: request.profile, accountId: credential?.accountId, identifiers: names };
}
