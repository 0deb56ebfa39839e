import { secrets } from './contract.ts';

const mask = '••••••••';
const longest = 160;
const names = secrets.join('|');
/** A secret property in JSON, whole or broken: its name, then a text, a list or another value. An empty text is no secret. */
const secretProperty = new RegExp(`("(?:${names})"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)+"?|\\[[^\\]]*\\]|[^",}\\]\\s][^,}\\]\\s]*)`, 'g');

/** A body for people: no secret in it, indented where that loses nothing, and what is long cut short. */
export function maskBody(text: string): string {
  const masked = text.replaceAll(secretProperty, (_all, name: string, value: string) => name + hide(value));
  const padding = masked.length - masked.trimEnd().length;
  const shown = shorten(indent(masked.trimEnd()));
  return padding > 0 ? `${shown}\n… and ${padding.toLocaleString('en')} spaces` : shown;
}

/** The value of a header, without what comes after the scheme of credentials. */
export function maskHeader(name: string, value: string): string {
  return name.toLowerCase() === 'authorization' ? value.replace(/^(\S+) .+$/, `$1 ${mask}`) : value;
}

function hide(value: string): string {
  return value === 'null' || value === '[]' ? value : `"${mask}"`;
}

/** As it stands if it is no JSON, or names a property twice, which would be lost. */
function indent(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}

function shorten(text: string): string {
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (whole, inner: string) =>
    inner.length > longest ? `"${inner.slice(0, 48)}… (${inner.length.toLocaleString('en')} characters)"` : whole,
  );
}
