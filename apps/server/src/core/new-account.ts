import type { Account } from './account.ts';
import { toCanonicalPhone, toCanonicalText, type Identifiers, type PhoneRegion } from './identifiers.ts';

/** An account that is not stored yet, without its password. `phone` is E.164. */
export interface AccountDraft extends Pick<Account, 'username' | 'email' | 'phone' | 'firstName' | 'lastName' | 'status'> {
  /** In canonical form. */
  canonical: { username: string; email: string };
  /** By name, each once. */
  roles: readonly string[];
}

/** As the contracts show an account, in code points. */
const longest = { username: 64, email: 254, name: 100 };

const atom = "[\\w!#$%&'*+/=?^`{|}~-]+";
const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';

/** What `format: email` means in the contracts: with any other address nobody could sign in. */
const emailPattern = new RegExp(`^${atom}(?:\\.${atom})*@(?:${label}\\.)+${label}$`, 'i');

const known = ['username', 'email', 'phone', 'firstName', 'lastName', 'status', 'roles'];

/**
 * An account out of untyped fields: `username`, `email`, `firstName` and `lastName`, and if wanted `phone`, `status` and `roles`. Throws an Error of
 * one line that names the field and does not show its value.
 */
export function toDraft(fields: Readonly<Record<string, unknown>>, region?: PhoneRegion): AccountDraft {
  const unknown = Object.keys(fields).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not a property of an account`);
  const { phone = null, status = 'active' } = fields;
  const username = readIdentifier('username', fields);
  const email = readIdentifier('email', fields);
  if (!emailPattern.test(email.text)) throw new Error('email is not an email address');
  if (status !== 'active' && status !== 'inactive') throw new Error('status must be active or inactive');
  return {
    username: username.text,
    email: email.text,
    phone: phone === null ? null : readPhone(phone, region),
    firstName: readName('firstName', fields),
    lastName: readName('lastName', fields),
    status,
    roles: readRoles(fields),
    canonical: { username: username.canonical, email: email.canonical },
  };
}

/** What each account is found by. */
export function identifiersOf({ canonical, phone }: Pick<AccountDraft, 'canonical' | 'phone'>): Identifiers {
  return { ...canonical, ...(phone !== null && { phone }) };
}

function readIdentifier(field: 'username' | 'email', fields: Readonly<Record<string, unknown>>): { text: string; canonical: string } {
  const text = readText(field, fields[field], longest[field]);
  const canonical = toCanonicalText(text);
  // A space that nobody sees, and without which nobody gets in.
  if (canonical === undefined || text.trim() !== text) throw new Error(`${field} must not be empty, nor begin or end with a space`);
  return { text, canonical };
}

function readName(field: string, fields: Readonly<Record<string, unknown>>): string {
  return readText(field, fields[field], longest.name);
}

function readText(field: string, value: unknown, most: number): string {
  if (typeof value !== 'string') throw new Error(value === undefined ? `${field} is missing` : `${field} must be a text`);
  if (!value.isWellFormed() || /\p{Cc}/u.test(value)) throw new Error(`${field} has a character that cannot be shown`);
  if ([...value].length > most) throw new Error(`${field} must have at most ${most} characters`);
  return value;
}

function readPhone(value: unknown, region: PhoneRegion | undefined): string {
  const number = toCanonicalPhone(readText('phone', value, longest.name), region);
  if (number === undefined) throw new Error(`phone is not a number${region ? '' : ' with its country code'}`);
  return number;
}

function readRoles({ roles = [] }: Readonly<Record<string, unknown>>): string[] {
  if (!Array.isArray(roles)) throw new Error('roles must be a list of names');
  return [...new Set(roles.map((role: unknown) => readText('roles', role, longest.name)))];
}
