import type { Account } from './account.ts';
import { fail } from './failures.ts';
import { fieldsOf, toCanonicalIdentifiers, type Identifiers, type PhoneRegion } from './identifiers.ts';
import type { SigningKey } from './keys.ts';
import type { Passwords } from './passwords.ts';
import { createId, type Random } from './random.ts';
import { createRefreshToken } from './refresh-token.ts';
import type { Store } from './store.ts';
import type { TokenProfile } from './token-profile.ts';
import { signToken } from './tokens.ts';

export interface SignInRequest {
  /** Name of the token profile to sign in with. */
  profile: string;
  /** When there are several, all must belong to the same account. */
  identifiers: Identifiers;
  password: string;
}

export interface SignInResult {
  /** `lastLoginAt` is the time of this sign-in. */
  account: Account;
  accessToken: string;
  /** Present when the profile says so. */
  refreshToken?: string;
}

export interface SignInOptions {
  store: Store;
  passwords: Passwords;
  issuers: ReadonlyMap<string, { profile: TokenProfile; key: SigningKey }>;
  clock: () => number;
  random: Random;
  phoneRegion: PhoneRegion | undefined;
}

/**
 * Checks the credentials and opens a session. Throws `wrong-credentials` for an unknown account, a wrong password and identifiers of different
 * accounts alike, and `inactive` only after a right password: whoever does not know it learns nothing about the account.
 */
export async function signIn(options: SignInOptions, { profile, identifiers, password }: SignInRequest): Promise<SignInResult> {
  const issuer = options.issuers.get(profile);
  if (!issuer) throw new Error(`No token profile is named "${profile}"`);
  const account = await authenticate(options, identifiers, password);
  if (!account) fail('wrong-credentials', { fields: fieldsOf(identifiers) });
  if (account.status !== 'active') fail('inactive', { fields: fieldsOf(identifiers) });
  const { now, sessionId, refreshToken } = await openSession(options, account, issuer.profile);
  await options.store.accounts.touchLastLogin(account.id, now);
  return {
    account: { ...account, lastLoginAt: now },
    accessToken: signToken(issuer.profile, issuer.key, { accountId: account.id, sessionId, now }, options.random),
    ...(refreshToken && { refreshToken }),
  };
}

/** One query and one verification on every path, so that no account can be told from none by the clock. */
async function authenticate(
  { store, passwords, phoneRegion }: SignInOptions,
  identifiers: Identifiers,
  password: string,
): Promise<Account | undefined> {
  const canonical = toCanonicalIdentifiers(identifiers, phoneRegion);
  const credential = canonical && (await store.accounts.findCredential(canonical));
  const matches = await passwords.verify(credential?.passwordHash, password);
  return matches && credential ? store.accounts.find(credential.accountId) : undefined;
}

async function openSession({ store, clock, random }: SignInOptions, account: Account, profile: TokenProfile) {
  const now = clock();
  const sessionId = createId(random);
  const refresh = profile.refresh ? createRefreshToken(random) : undefined;
  await store.sessions.create({
    id: sessionId,
    accountId: account.id,
    profile: profile.name,
    createdAt: now,
    refreshTokenHash: refresh?.hash,
  });
  return { now, sessionId, refreshToken: refresh?.token };
}
