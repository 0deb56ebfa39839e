import { createRequire } from 'node:module';
import type * as library from 'libphonenumber-js';

type Phones = typeof library;

const require = createRequire(import.meta.url);
let loaded: Phones | undefined;

/** Loaded when the first number is met: its hundred modules would add 50 ms to every start. */
function phones(): Phones {
  return (loaded ??= require('libphonenumber-js') as Phones);
}

/** Identifiers as they were sent. */
export interface Identifiers {
  email?: string | undefined;
  username?: string | undefined;
  phone?: string | undefined;
}

/** Identifiers in the form in which the store keeps and compares them. At least one is present. */
export type CanonicalIdentifiers = { [field in keyof Identifiers]?: string };

/** A region by its two-letter code (ISO 3166-1), whose national phone numbers are understood without a country code. */
export type PhoneRegion = library.CountryCode;

/**
 * The canonical form of an email address or a username: NFKC, lower case, NFKC again; undefined for a text that cannot belong to any account.
 * Lower case between two NFKC makes it idempotent, which the other order is not (the Spotify account take-over of 2013). Upper case is never
 * used: it folds `ı` into `I`, by which a stranger's address receives someone else's mail.
 */
export function toCanonicalText(text: string): string | undefined {
  // PostgreSQL rejects NUL, and lone surrogates have no UTF-8: neither may reach a query.
  if (text === '' || !text.isWellFormed() || /\p{Cc}/u.test(text)) return undefined;
  return text.normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** A phone number in E.164; undefined when it cannot be read as one. National numbers need a region. */
export function toCanonicalPhone(text: string, region?: PhoneRegion): string | undefined {
  // Without `extract: false` the first number inside any prose would count.
  const number = phones().parsePhoneNumberFromString(text.normalize('NFKC'), { extract: false, ...(region && { defaultCountry: region }) });
  return number?.isPossible() && !number.ext ? number.number : undefined;
}

/** Whether the text is the two-letter code of a region whose numbering plan is known. */
export function isPhoneRegion(text: string): text is PhoneRegion {
  return phones().isSupportedCountry(text);
}

/** All identifiers in canonical form; undefined when none was sent or one of them cannot belong to any account. */
export function toCanonicalIdentifiers(identifiers: Identifiers, region?: PhoneRegion): CanonicalIdentifiers | undefined {
  const canonical: CanonicalIdentifiers = {};
  for (const field of fieldsOf(identifiers)) {
    const text = identifiers[field] ?? '';
    const value = field === 'phone' ? toCanonicalPhone(text, region) : toCanonicalText(text);
    if (value === undefined) return undefined;
    canonical[field] = value;
  }
  return Object.keys(canonical).length > 0 ? canonical : undefined;
}

/** The names of the identifiers that were sent. */
export function fieldsOf(identifiers: Identifiers): (keyof Identifiers)[] {
  return (['email', 'username', 'phone'] as const).filter((field) => identifiers[field] !== undefined);
}
