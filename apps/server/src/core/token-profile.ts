/** How one kind of token looks. Each API brings its own; the core knows none by name. */
export interface TokenProfile {
  name: string;
  algorithm: 'RS256' | 'ES256';
  /** `typ` of the header: what kind of token it is (RFC 9068 section 2.1 for `at+jwt`), so that one is never taken for another. */
  type: 'JWT' | 'at+jwt';
  audience: string;
  /** `iss`, for tokens that have one. */
  issuer?: string;
  /** Seconds. */
  lifetime: number;
  /** The claim that names the session: `jti` when a session has one token only, else `sid`. */
  sessionClaim: 'jti' | 'sid';
  /** Constant claims besides. */
  claims?: Readonly<Record<string, unknown>>;
  /** Whether a session also gets a refresh token. */
  refresh: boolean;
}
