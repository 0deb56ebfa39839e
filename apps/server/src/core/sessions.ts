import type { Account } from './account.ts';
import type { AuditRow } from './audit.ts';
import { fail } from './failures.ts';
import type { KeyRing } from './key-ring.ts';
import { createId, type Random } from './random.ts';
import { createRefreshToken, hashRefreshToken, isRefreshToken, openSuccessor, sealSuccessor } from './refresh-token.ts';
import type { EndReason, SessionOwner, Store } from './store.ts';
import type { TokenProfile } from './token-profile.ts';
import { signToken, verifyToken, type TokenSubject } from './tokens.ts';

/** In milliseconds. For sessions that can be renewed; the others live as long as their one token. */
export interface SessionLimits {
  /** From one renewal to the next. */
  idle: number;
  /** From the sign-in to the end, however often the session is renewed. */
  absolute: number;
  /** How long a used refresh token still gets its successor, for an answer that was lost or a second tab. 0 allows no second use at all. */
  grace: number;
}

const day = 24 * 60 * 60 * 1000;

export const defaultSessionLimits: SessionLimits = { idle: 30 * day, absolute: 90 * day, grace: 10_000 };

export interface SessionOptions {
  store: Store;
  keys: KeyRing;
  /** By name. */
  profiles: ReadonlyMap<string, TokenProfile>;
  limits: SessionLimits;
  /** Epoch milliseconds. */
  clock: () => number;
  random: Random;
}

export interface OpenedSession {
  sessionId: string;
  /** Epoch milliseconds. */
  openedAt: number;
  accessToken: string;
  /** Present when the profile says so. */
  refreshToken?: string;
}

export interface RenewedSession {
  account: Account;
  sessionId: string;
  accessToken: string;
  refreshToken: string;
}

/** What a good Bearer token stands for. */
export interface Session {
  sessionId: string;
  /** Name of the token profile. */
  profile: string;
  /** As it is now. */
  account: Account;
}

/** The `cause` of an `invalid-token` that ended a session: for the audit trail, never for an answer. */
export interface TokenReuse extends SessionOwner {
  reason: 'token-reused';
}

/**
 * Opens a session for an account whose credential was just checked. `passwordChangedAt` is that of the credential, so that a sign-in under way while
 * the password changes opens nothing.
 */
export async function openSession(
  options: SessionOptions,
  { profile, accountId, passwordChangedAt, trace }: { profile: string; accountId: number; passwordChangedAt: number; trace?: AuditRow },
): Promise<OpenedSession> {
  const { store, limits, clock, random } = options;
  const { name, refresh, lifetime } = profileOf(options, profile);
  const now = clock();
  const sessionId = createId(random);
  const { token: refreshToken, hash: refreshTokenHash } = refresh ? createRefreshToken(random) : {};
  const expiresAt = now + (refresh ? limits.absolute : lifetime * 1000);
  const idleExpiresAt = refresh ? Math.min(now + limits.idle, expiresAt) : expiresAt;
  const times = { createdAt: now, idleExpiresAt, expiresAt, passwordChangedAt };
  await store.sessions.create({ id: sessionId, accountId, profile: name, refreshTokenHash, trace, ...times });
  const accessToken = await sign(options, profile, { accountId, sessionId });
  return { sessionId, openedAt: now, accessToken, ...(refreshToken !== undefined && { refreshToken }) };
}

/**
 * Exchanges a refresh token for its one successor. Used again within the grace it gets the same successor, whether by a second tab or because the
 * answer was lost; used again later, or when its successor was used too, someone else has it and the session ends (RFC 9700 section 4.14.2).
 * Throws `invalid-token` for whatever does not renew.
 */
export async function refreshSession(
  options: SessionOptions,
  { profile, refreshToken }: { profile: string; refreshToken: string },
): Promise<RenewedSession> {
  if (!isRefreshToken(refreshToken)) fail('invalid-token', undefined);
  const renewal = (await rotate(options, profile, refreshToken)) ?? (await repeat(options, profile, refreshToken));
  const account = renewal && (await options.store.accounts.find(renewal.accountId));
  if (!account) fail('invalid-token', undefined);
  return {
    account,
    sessionId: renewal.sessionId,
    accessToken: await sign(options, profile, renewal),
    refreshToken: renewal.successor,
  };
}

type Renewal = SessionOwner & { successor: string };

async function rotate(options: SessionOptions, profile: string, token: string): Promise<Renewal | undefined> {
  const { store, limits, clock, random } = options;
  const now = clock();
  const successor = createRefreshToken(random);
  const hasGrace = limits.grace > 0;
  const owner = await store.sessions.rotate({
    tokenHash: hashRefreshToken(token),
    profile,
    now,
    successorHash: successor.hash,
    sealedSuccessor: hasGrace ? sealSuccessor(token, successor.token, random) : null,
    graceUntil: hasGrace ? now + limits.grace : null,
    idleExpiresAt: now + limits.idle,
  });
  return owner && { ...owner, successor: successor.token };
}

/** What becomes of a token that was used before: once more the same successor, or the end of its session. */
async function repeat({ store, clock, random }: SessionOptions, profile: string, token: string): Promise<Renewal | undefined> {
  const now = clock();
  const spent = await store.sessions.findSpent({ tokenHash: hashRefreshToken(token), profile, now });
  if (!spent) return undefined;
  const { sessionId, accountId, sealedSuccessor, graceUntil } = spent;
  if (sealedSuccessor !== null && graceUntil !== null && now <= graceUntil) {
    return { sessionId, accountId, successor: openSuccessor(token, sealedSuccessor, random) };
  }
  await store.sessions.end({ id: sessionId, profile, now, reason: 'token-reused' });
  return fail('invalid-token', undefined, { cause: { reason: 'token-reused', sessionId, accountId } satisfies TokenReuse });
}

/**
 * Ends a session at once, with every token that it ever had; named by its id, or by any of its refresh tokens, also a used one. Resolves to the
 * session that ended by this call, and to undefined when it had ended before or there is none: which of them is nobody's business outside.
 */
export async function endSession(
  { store, clock }: Pick<SessionOptions, 'store' | 'clock'>,
  session: { profile: string; reason?: EndReason } & ({ sessionId: string } | { refreshToken: string }),
): Promise<SessionOwner | undefined> {
  const { profile, reason = 'signed-out' } = session;
  const by = { profile, now: clock(), reason };
  if ('sessionId' in session) return store.sessions.end({ id: session.sessionId, ...by });
  return store.sessions.end({ refreshTokenHash: hashRefreshToken(session.refreshToken), ...by });
}

/** The session of a Bearer token. Throws `unauthenticated` for every token that is not good, or no longer. */
export async function authenticate(options: SessionOptions, { profile, token }: { profile: string; token: string }): Promise<Session> {
  const { store, keys, clock } = options;
  const now = clock();
  const findKey = (kid: string) => keys.verificationKey(profile, kid);
  const subject = await verifyToken(profileOf(options, profile), token, { findKey, now });
  const account = subject && (await store.sessions.findAccount({ ...subject, profile, now }));
  if (!account) fail('unauthenticated', undefined);
  return { account, profile, sessionId: subject.sessionId };
}

async function sign(options: SessionOptions, profile: string, { accountId, sessionId }: TokenSubject): Promise<string> {
  const { keys, clock, random } = options;
  return signToken(profileOf(options, profile), { accountId, sessionId }, { key: await keys.active(profile), now: clock(), random });
}

function profileOf({ profiles }: SessionOptions, name: string): TokenProfile {
  const profile = profiles.get(name);
  if (!profile) throw new Error(`No token profile is named "${name}"`);
  return profile;
}
