import type { KeyObject } from 'node:crypto';
import type { PublicJwk } from './jwk.ts';
import { makeKey, openKey, type SigningKey } from './keys.ts';
import { createRefreshed, type Refreshed } from './refreshed.ts';
import type { Seal } from './seal.ts';
import type { Store, StoredKey } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

const minute = 60_000;

/** In milliseconds. */
export interface KeyTimes {
  /** How long a key is published before it signs: twice as long as others may keep our key set, or they would meet a key they do not know. */
  publishLead: number;
  /** The age at which a key gets a successor. */
  rotateAfter: number;
  /** How late a change by another process may be noticed, such as a revocation. */
  refreshEvery: number;
}

const defaultKeyTimes: KeyTimes = { publishLead: 20 * minute, rotateAfter: 90 * 24 * 60 * minute, refreshEvery: 5_000 };

/** A process that has not noticed yet goes on signing with a retired key, and its clock may differ. */
const retiredMargin = minute;

/** How often an unknown key id may ask the database, in milliseconds: whoever invents key ids must not keep it busy. */
const seekEvery = 1_000;

export interface KeyRingOptions {
  keys: Store['keys'];
  seal: Seal;
  /** Epoch milliseconds. */
  clock: () => number;
  profiles: readonly TokenProfile[];
  times?: Partial<KeyTimes> | undefined;
}

export interface KeyRing {
  /** What signs tokens of that profile. Rejects for a profile that nobody brought. */
  active(profile: string): Promise<SigningKey>;
  /** The public key of that id, if it may have signed tokens of that profile that are still good. */
  verificationKey(profile: string, kid: string): Promise<KeyObject | undefined>;
  /** For a JSON Web Key Set: what signs, what signed, and what is about to sign. As of the last look at the database. */
  publicKeys(): PublicJwk[];
  /** Publishes the next key of that profile, which signs from `activeFrom` on (epoch milliseconds). One that waits already stays the next one. */
  rotate(profile: string): Promise<{ kid: string; activeFrom: number }>;
  /** Ends a key at once, and all tokens that it signed. If it was the active one, another one is. False when there is no such key. */
  revoke(kid: string): Promise<boolean>;
  /** To be called every minute or so, in any number of processes: takes each step of a rotation that is due. */
  maintain(): Promise<void>;
}

interface RingKey extends SigningKey {
  stored: StoredKey;
}

interface Context extends KeyRingOptions {
  times: KeyTimes;
  ring: Refreshed<readonly RingKey[]>;
}

/** Loads the keys, and makes the first of each profile. Rejects when the secret is not the one that sealed the active keys. */
export async function createKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const { keys, clock, profiles } = options;
  const times = { ...defaultKeyTimes, ...options.times };
  const load = (previous: readonly RingKey[]) => loadRing(options, previous);
  const ring = createRefreshed(await load([]), { load, clock, refreshEvery: times.refreshEvery, seekEvery });
  const context = { ...options, times, ring };
  const stillVerifies = ({ stored }: RingKey) => stored.verifyUntil === null || clock() < stored.verifyUntil;

  return {
    active: async (profile) => findActive(await ring.current(), profile),
    async verificationKey(profile, kid) {
      const isOurs = (key: RingKey) => key.kid === kid && key.stored.profile === profile && stillVerifies(key);
      const known = (await ring.current()).find(isOurs);
      // A thumbprint has 43 characters; anything else is not even looked for.
      return (known ?? (/^[\w-]{43}$/.test(kid) ? (await ring.seek()).find(isOurs) : undefined))?.publicKey;
    },
    publicKeys: () =>
      ring
        .latest()
        .filter(stillVerifies)
        .map(({ publicJwk }) => publicJwk),
    rotate: async (profile) => publishNext(context, findProfile(profiles, profile)),
    async revoke(kid) {
      const isRevoked = await keys.revoke(kid, clock());
      await ring.refresh();
      return isRevoked;
    },
    maintain: () => maintain(context),
  };
}

/** Opens the stored keys, and sees to it that each profile has one that signs. */
async function loadRing(options: KeyRingOptions, previous: readonly RingKey[]): Promise<readonly RingKey[]> {
  const ring = await readRing(options, previous);
  const lacking = options.profiles.filter(({ name }) => !isActiveIn(ring, name));
  if (lacking.length === 0) return ring;
  await Promise.all(lacking.map((profile) => appoint(options, ring, profile)));
  return readRing(options, ring);
}

async function readRing({ keys, profiles, seal }: KeyRingOptions, previous: readonly RingKey[]): Promise<RingKey[]> {
  const profileOf = new Map(profiles.map((profile) => [profile.name, profile]));
  return (await keys.list()).flatMap((stored) => {
    const profile = profileOf.get(stored.profile);
    if (!profile) return [];
    const known = previous.find((key) => key.kid === stored.kid && key.stored.sealedPrivateKey === stored.sealedPrivateKey);
    if (known && known.stored.profile === stored.profile && known.stored.algorithm === stored.algorithm) return [{ ...known, stored }];
    try {
      return [{ ...openKey(stored, profile, seal), stored }];
    } catch (error) {
      if (stored.state === 'active') throw error;
      // Planted by someone who can write to the database and does not know the secret: neither published nor believed.
      return [];
    }
  });
}

/** The pending key, which others know by now, or else a new one. Of many processes that do so at once the database lets one have its way. */
async function appoint({ keys, clock, seal }: KeyRingOptions, ring: readonly RingKey[], profile: TokenProfile): Promise<void> {
  const now = clock();
  const pending = findPending(ring, profile.name);
  if (pending) await keys.activate(pending.kid, { now });
  else await keys.insertIfAbsent(await makeKey(profile, { seal, state: 'active', createdAt: now, activeFrom: now }));
}

async function maintain(context: Context): Promise<void> {
  const { keys, clock, profiles, times, ring } = context;
  const known = await ring.refresh();
  const now = clock();
  for (const profile of profiles) {
    const active = findActive(known, profile.name);
    const pending = findPending(known, profile.name);
    if (pending && pending.stored.activeFrom <= now) {
      const verifyUntil = now + profile.lifetime * 1000 + retiredMargin;
      await keys.activate(pending.kid, { now, retire: { kid: active.kid, verifyUntil } });
    } else if (!pending && active.stored.activeFrom + times.rotateAfter <= now) {
      await publishNext(context, profile);
    }
  }
  await ring.refresh();
}

async function publishNext({ keys, clock, seal, times, ring }: Context, profile: TokenProfile) {
  const waiting = findPending(await ring.refresh(), profile.name);
  const createdAt = clock();
  const activeFrom = createdAt + times.publishLead;
  if (!waiting) await keys.insertIfAbsent(await makeKey(profile, { seal, state: 'pending', createdAt, activeFrom }));
  const next = waiting ?? findPending(await ring.refresh(), profile.name);
  if (!next) throw new Error(`The next signing key of "${profile.name}" was stored and then not found`);
  return { kid: next.kid, activeFrom: next.stored.activeFrom };
}

function isActiveIn(ring: readonly RingKey[], profile: string): boolean {
  return ring.some(({ stored }) => stored.profile === profile && stored.state === 'active');
}

function findActive(ring: readonly RingKey[], profile: string): RingKey {
  const key = ring.find(({ stored }) => stored.profile === profile && stored.state === 'active');
  if (!key) throw new Error(`No key signs tokens of the profile "${profile}"`);
  return key;
}

function findPending(ring: readonly RingKey[], profile: string): RingKey | undefined {
  return ring.find(({ stored }) => stored.profile === profile && stored.state === 'pending');
}

function findProfile(profiles: readonly TokenProfile[], name: string): TokenProfile {
  const profile = profiles.find((each) => each.name === name);
  if (!profile) throw new Error(`No token profile is named "${name}"`);
  return profile;
}
