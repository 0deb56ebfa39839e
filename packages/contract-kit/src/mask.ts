import { createValueMask } from './mask-values.ts';

export type Mask = (text: string) => string;

/** Shorter ones would blot out half of a report. */
const shortest = 4;
/** From so many characters on no text holds one by chance. */
const long = 12;

/** Of `Authorization`: https://www.iana.org/assignments/http-authschemes */
const schemes = new Set(
  'basic bearer concealed digest dpop gnap hoba mutual negotiate oauth privatetoken scram-sha-1 scram-sha-256 vapid'.split(' '),
);

const jwt = /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*/g;
const basic = /\bBasic\s+([A-Za-z0-9+/]{4,}={0,2})/gi;
const authorization = /(authorization["']?\s*[:=]\s*["']?)([^\s"'][^"'\r\n]*)/gi;
const cookie = /((?:^|[\s"'])cookie["']?\s*:\s*["']?)[^"'\r\n*][^"'\r\n]*/gi;
const pem = /-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g;

/**
 * Replaces secrets by `***`, also where they stand percent-encoded, in JSON or in base64; and what looks like a secret without being told: a JWT, a key
 * in PEM, the credentials after `Authorization:`, the value of `Cookie:`. A short secret is replaced where it stands as a word, and one that is a plain
 * word, or part of one of the `words` of the contract, only where it is a whole value: of a JSON string, a header, a parameter.
 */
export function createMask(secrets: readonly string[], words = ''): Mask {
  const told = [...new Set(secrets)].filter((secret) => secret.length >= shortest);
  const isPlain = (secret: string) => words.includes(secret.toLowerCase()) || (secret.length < long && /^\p{L}+$/u.test(secret));
  const [plain, others] = [told.filter(isPlain), told.filter((secret) => !isPlain(secret))];
  const anywhere = toForms(others.filter(({ length }) => length >= long));
  const alone = toForms(others.filter(({ length }) => length < long)).map(toWord);
  const maskValues = createValueMask(toForms(plain));
  return (text) => {
    const masked = anywhere.reduce((rest, form) => rest.replaceAll(form, '***'), text);
    const rest = alone.reduce((left, { form, pattern }) => (left.includes(form) ? left.replaceAll(pattern, '***') : left), masked);
    return maskValues(rest)
      .replaceAll(pem, '***')
      .replaceAll(jwt, '***')
      .replaceAll(authorization, (all: string, start: string, value: string) =>
        isScheme(value) ? all : `${start}${/^[\w-]+ +(?=\S)/.exec(value)?.[0] ?? ''}***`,
      )
      .replaceAll(cookie, '$1***')
      .replaceAll(basic, (all, value: string) => (Buffer.from(value, 'base64').includes(':') ? 'Basic ***' : all));
  };
}

/** Whether a text is the name of a way to send credentials, `Bearer`, and no credentials themselves. */
export function isScheme(text: string): boolean {
  return schemes.has(text.trim().toLowerCase());
}

/** Every way in which they may be written, the longest first. */
function toForms(secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
}

/** Not within another word. What is percent-encoded or escaped before it (`%3D`, `\n`) is no letter of it. */
function toWord(form: string): { form: string; pattern: RegExp } {
  const escaped = form.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const before = String.raw`(?<=^|\W|%[\da-fA-F]{2}|\\[nrtbf])`;
  return { form, pattern: new RegExp(String.raw`${before}${escaped}(?!\w)`, 'gu') };
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret);
  const percent = secret.isWellFormed() ? [encodeURIComponent(secret), encodeURIComponent(secret).replaceAll('%20', '+')] : [];
  const base64 = secret.length >= 8 ? [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')] : [];
  return [secret, json, JSON.stringify(json).slice(1, -1), ...percent, ...base64];
}
