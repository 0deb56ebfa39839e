/**
 * The token of an `Authorization: Bearer …` header (RFC 6750 section 2.1), or undefined. The scheme is compared as a whole word without regard to
 * case: a validator that only looks for "bearer" in it would also take "Nobearer".
 */
export function readBearer(header: string | undefined): string | undefined {
  return /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1];
}
