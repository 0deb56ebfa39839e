import type { PhoneRegion } from './identifiers.ts';
import type { PublicJwk } from './jwk.ts';
import { loadSigningKey } from './keys.ts';
import type { Passwords } from './passwords.ts';
import type { Random } from './random.ts';
import { createSeal } from './seal.ts';
import { signIn, type SignInRequest, type SignInResult } from './sign-in.ts';
import type { Store } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

export interface CoreOptions {
  store: Store;
  passwords: Passwords;
  /** One per kind of token, each name once. */
  profiles: readonly TokenProfile[];
  /** Seals the private keys: at least 256 random bits, the same for every process on the database. */
  secret: string | Buffer;
  /** Epoch milliseconds. */
  clock: () => number;
  random: Random;
  /** Where phone numbers without a country code belong to; without it they are unknown. */
  phoneRegion?: PhoneRegion | undefined;
}

export interface Core {
  /** Throws a `Failure`: `wrong-credentials` or `inactive`, each with the fields that were sent. */
  signIn(request: SignInRequest): Promise<SignInResult>;
  /** The public halves of the keys that sign, for a JSON Web Key Set. */
  publicKeys(): PublicJwk[];
  /** Names what is not ready to serve: nothing, or `database`. Never rejects. */
  missing(): Promise<'database'[]>;
}

/** Loads or makes the signing keys, for which the database must be migrated. Throws when the secret is not the one that sealed them. */
export async function createCore(options: CoreOptions): Promise<Core> {
  const { store, passwords, profiles, secret, clock, random, phoneRegion } = options;
  const seal = createSeal(secret, random);
  const load = async (profile: TokenProfile) => ({
    profile,
    key: await loadSigningKey(profile, { keys: store.keys, seal, now: clock() }),
  });
  const issuers = new Map((await Promise.all(profiles.map(load))).map((issuer) => [issuer.profile.name, issuer]));

  return {
    signIn: (request) => signIn({ store, passwords, issuers, clock, random, phoneRegion }, request),
    publicKeys: () => [...issuers.values()].map(({ key }) => key.publicJwk),
    missing: () =>
      store.ping().then(
        () => [],
        () => ['database'],
      ),
  };
}
