import { code } from './phrase.ts';

/** What a part is called: `user.status`, `roles[]`, or the name of what it is the whole of. */
export function nameOf(path: readonly string[], whole: string): string {
  if (path.length === 0) return whole;
  return code(path.map((key, index) => (key === '[]' || index === 0 ? key : `.${key}`)).join(''));
}

/** Names keep their case. */
export function capital(text: string): string {
  return text.startsWith('`') ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export function lower(text: string): string {
  return text.startsWith('`') ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
