/** What is kept of a session, in memory and in the storage. */
export interface Kept {
  /** Names the session, from its sign-in to its end, for those who share the storage. */
  readonly id: string;
  /** Milliseconds since 1970 when its tokens came; of two states of a session the later one holds the newer tokens. */
  readonly at: number;
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly user: unknown;
}

/** What sign-ins are told apart by. */
export function createId(): string {
  return String(Math.random());
}

/** Counts up when the form changes; a text of another version is no session. */
const version = 1;

export function toText(kept: Kept): string {
  return JSON.stringify({ v: version, ...kept });
}

/** @returns undefined if the text is no session: broken, of another version, or of someone else */
export function fromText(text: string): Kept | undefined {
  try {
    const { v, ...kept } = JSON.parse(text) as Kept & { v: unknown };
    const isSound = v === version && typeof kept.id === 'string' && typeof kept.accessToken === 'string' && kept.at > 0;
    return isSound ? kept : undefined;
  } catch {
    return undefined;
  }
}

/**
 * When its access token expires, if that is a JWT (RFC 7519), in milliseconds since 1970 by this device's clock, which may be wrong: so its life is counted
 * from its coming, if it says when it was issued. Null for any other token. A hint, for nobody has checked the signature.
 */
export function expiryOf({ accessToken, at }: Kept): number | null {
  try {
    const payload = (accessToken.split('.')[1] as string).replaceAll('-', '+').replaceAll('_', '/');
    const { exp, iat } = JSON.parse(atob(payload)) as Record<string, number>;
    return (exp ?? Number.NaN) * 1000 + (iat ? at - iat * 1000 : 0) || null;
  } catch {
    return null;
  }
}
