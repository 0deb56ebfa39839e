/** A source of unpredictable bytes, such as `randomBytes` of `node:crypto`. */
export type Random = (bytes: number) => Buffer;

/** 128 random bits in base64url: 22 characters that no one can guess and no two rows share. */
export function createId(random: Random): string {
  return random(16).toString('base64url');
}
