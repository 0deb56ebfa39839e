export type Mask = (text: string) => string;

/** Shorter ones would blot out half of a report. */
const shortest = 4;

const jwt = /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g;
const basic = /\bBasic\s+([A-Za-z0-9+/]{4,}={0,2})/gi;
const authorization = /(authorization["']?\s*[:=]\s*["']?)([^\s"'][^"'\r\n]*)/gi;
const cookie = /((?:^|[\s"'])cookie["']?\s*:\s*["']?)[^"'\r\n*][^"'\r\n]*/gi;

/**
 * Replaces secrets by `***`, also where they stand percent-encoded, in JSON or in base64; and what looks like a secret without being told: a JWT,
 * the credentials after `Authorization:`, the value of `Cookie:`.
 */
export function createMask(secrets: readonly string[]): Mask {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(formsOf))].toSorted(
    (a, b) => b.length - a.length,
  );
  return (text) => {
    const masked = forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    return masked
      .replaceAll(jwt, '***')
      .replaceAll(authorization, (_all, start: string, value: string) => `${start}${/^[\w-]+ +(?=\S)/.exec(value)?.[0] ?? ''}***`)
      .replaceAll(cookie, '$1***')
      .replaceAll(basic, (all, value: string) => (Buffer.from(value, 'base64').includes(':') ? 'Basic ***' : all));
  };
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret);
  const percent = secret.isWellFormed() ? [encodeURIComponent(secret), encodeURIComponent(secret).replaceAll('%20', '+')] : [];
  const base64 = secret.length >= 8 ? [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')] : [];
  return [secret, json, JSON.stringify(json).slice(1, -1), ...percent, ...base64];
}
