import { createAlarm, type SignInCounts } from './alarm.ts';
import { createAudit } from './audit.ts';
import type { Context } from './context.ts';
import { Failure } from './failures.ts';
import type { PhoneRegion } from './identifiers.ts';
import type { PublicJwk } from './jwk.ts';
import { createKeyRing } from './key-ring.ts';
import { maintain } from './maintain.ts';
import { createPace, defaultPace, noPace, relaxedPace } from './pace.ts';
import type { Passwords } from './passwords.ts';
import { createPseudonym } from './pseudonym.ts';
import type { Random } from './random.ts';
import { createSeal } from './seal.ts';
import {
  authenticate,
  defaultSessionLimits,
  endSession,
  refreshSession,
  type RenewedSession,
  type Session,
  type SessionLimits,
} from './sessions.ts';
import { signIn, type SignInRequest, type SignInResult } from './sign-in.ts';
import { createKnownSources } from './source.ts';
import type { Store } from './store.ts';
import { createThrottle, defaultLimits, noThrottle, relaxedLimits } from './throttle.ts';
import type { TokenProfile } from './token-profile.ts';

export interface CoreOptions {
  store: Store;
  passwords: Passwords;
  /** One per kind of token, each name once. */
  profiles: readonly TokenProfile[];
  /** Seals the private keys and hides identifiers: at least 256 random bits, the same for every process on the database. */
  secret: string | Buffer;
  /** Epoch milliseconds. */
  clock: () => number;
  random: Random;
  /** Where phone numbers without a country code belong to; without it they are unknown. */
  phoneRegion?: PhoneRegion | undefined;
  sessions?: Partial<SessionLimits> | undefined;
  /** `on` unless said otherwise. `off` is for servers under test: then no attempt is ever refused for its number. */
  throttle?: 'on' | 'relaxed' | 'off' | undefined;
  /** Told what went wrong where nobody waits for it. */
  onError?: ((error: unknown) => void) | undefined;
  /** Told, at most once a minute, that failed sign-ins are more than usual. */
  onAlarm?: ((counts: SignInCounts) => void) | undefined;
}

interface TokenRequest {
  /** Name of the token profile. */
  profile: string;
  context: Context;
}

export interface Core {
  /** Throws a `Failure`: `wrong-credentials`, `inactive`, `too-many-requests`, each with the fields that were sent, or `unavailable`. */
  signIn(request: SignInRequest): Promise<SignInResult>;
  /** Throws `invalid-token`, and `too-many-requests` without using the token up. */
  refresh(request: TokenRequest & { refreshToken: string }): Promise<RenewedSession>;
  /** Ends the session of a refresh token, if it has one. */
  signOut(request: TokenRequest & { refreshToken: string }): Promise<void>;
  /** The session of a Bearer token. Throws `unauthenticated`. */
  authenticate(request: TokenRequest & { token: string }): Promise<Session>;
  endSession(request: { session: Session; context: Context }): Promise<void>;
  /** The public halves of the keys that verify, for a JSON Web Key Set. */
  publicKeys(): PublicJwk[];
  /** Names what is not ready to serve: nothing, or `database`. Never rejects. */
  missing(): Promise<'database'[]>;
  /** To be called every minute or so, in every process: prunes, and takes the steps of a key rotation that are due. */
  maintain(): Promise<void>;
}

/** Loads or makes the signing keys, for which the database must be migrated. Throws when the secret is not the one that sealed them. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const parts = await assemble(options);
  const { store, keys, clock, audit, throttle, knownSources, passwords, alarm } = parts;
  const ping = async () => store.ping();

  return {
    signIn: (request) => alarm.watch(signIn(parts, request)),
    refresh: (request) => refresh(parts, request),
    signOut: (request) => signOut(parts, request),
    authenticate: ({ profile, token }) => authenticate(parts, { profile, token }),
    endSession: ({ session, context }) => end(parts, session, context),
    publicKeys: keys.publicKeys,
    missing: () =>
      ping().then(
        () => [],
        () => ['database'],
      ),
    async maintain() {
      await maintain({ store, keys, clock });
      await Promise.all([throttle.prune(), knownSources.prune(clock()), audit.prune(), passwords.refresh()]);
    },
  };
}

type Parts = Awaited<ReturnType<typeof assemble>>;

async function refresh(parts: Parts, { context, ...request }: Parameters<Core['refresh']>[0]): Promise<RenewedSession> {
  const trace = { ...context, profile: request.profile };
  try {
    parts.pace.check(request.refreshToken);
    const renewed = await refreshSession(parts, request);
    parts.pace.count(request.refreshToken, renewed.refreshToken);
    await parts.audit.record({ ...trace, event: 'authn_token_created', outcome: 'success', accountId: renewed.account.id });
    return renewed;
  } catch (error) {
    const { reason, accountId } = reuseOf(error);
    if (reason) await parts.audit.record({ ...trace, event: 'authn_token_reuse', outcome: 'failure', accountId, reason });
    throw error;
  }
}

async function signOut(parts: Parts, { profile, refreshToken, context }: Parameters<Core['signOut']>[0]): Promise<void> {
  const ended = await endSession(parts, { profile, refreshToken });
  if (ended)
    await parts.audit.record({ ...context, profile, event: 'authn_token_revoked', outcome: 'success', accountId: ended.accountId });
}

async function end(parts: Parts, { profile, sessionId, account }: Session, context: Context): Promise<void> {
  await endSession(parts, { profile, sessionId });
  await parts.audit.record({ ...context, profile, event: 'authn_token_revoked', outcome: 'success', accountId: account.id });
}

const limits = { on: defaultLimits, relaxed: relaxedLimits };
const paces = { on: defaultPace, relaxed: relaxedPace };

async function assemble(options: CoreOptions) {
  const { store, passwords, profiles, secret, clock, random, phoneRegion, sessions, throttle = 'on' } = options;
  const { onError = () => {}, onAlarm = () => {} } = options;
  const pseudonym = createPseudonym(secret);
  return {
    store,
    passwords,
    keys: await createKeyRing({ keys: store.keys, seal: createSeal(secret, random), clock, profiles }),
    profiles: new Map(profiles.map((profile) => [profile.name, profile])),
    limits: { ...defaultSessionLimits, ...sessions },
    throttle:
      throttle === 'off'
        ? noThrottle
        : createThrottle({ store: store.throttle, pseudonym, clock, limits: limits[throttle], onStoreError: onError }),
    pace: throttle === 'off' ? noPace : createPace({ clock, limit: paces[throttle] }),
    alarm: createAlarm({ clock, onAlarm }),
    knownSources: createKnownSources(store.knownSources, pseudonym),
    audit: createAudit({ store: store.audit, pseudonym, clock, onStoreError: onError }),
    clock,
    random,
    phoneRegion,
    onError,
    later: (work: () => Promise<unknown>) => void work().catch(onError),
  };
}

/** What a refused refresh token tells the audit trail: somebody used it a second time. */
function reuseOf(error: unknown): { reason?: string; accountId?: number } {
  const cause = error instanceof Failure ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'reason' in cause ? (cause as { reason: string; accountId: number }) : {};
}
