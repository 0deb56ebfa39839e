import { dictionary } from '@zxcvbn-ts/language-common';

/** In characters, counted as Unicode code points. More is what the contracts do not let through. */
const [least, most] = [8, 1024];

/** Leaked passwords, most common first, in lower case: of 49,233 those that are long enough. ASVS 5 6.2.4 asks for 3,000. */
const common = new Set(dictionary['passwords-common'].filter((password) => password.length >= least));

/** Words of this product that a guesser tries first (ASVS 5 6.2.11). */
const ownWords = ['countersign'];

/** Shorter words are in other words. */
const shortestWord = 3;

export interface PasswordOwner {
  username: string;
  email: string;
}

/**
 * Why this may not become the password of that account, as the end of a sentence that begins with “the password”; undefined when it may. For new
 * passwords only: what an account has already is never judged at a sign-in. Asks for no kinds of characters (ASVS 5 6.2.5).
 */
export function passwordDefect(password: string, { username, email }: PasswordOwner): string | undefined {
  // Such a text has no UTF-8, and what is hashed in its place is not what was typed.
  if (!password.isWellFormed()) return 'is not well-formed Unicode';
  const length = lengthOf(password);
  if (length < least) return `must have at least ${least} characters`;
  if (length > most) return `must have at most ${most} characters`;
  if (common.has(fold(password))) return 'is one of the most common ones';
  return wordDefect(fold(password), [
    ['the username', [username]],
    ['the email address', [email, email.slice(0, email.lastIndexOf('@'))]],
    ['the name of this product', ownWords],
  ]);
}

/** What stands beside a guessable word must be a password by itself: `johndoe-2024` is not, and a long phrase may hold a name. */
function wordDefect(password: string, words: readonly [name: string, words: string[]][]): string | undefined {
  let rest = password;
  for (const [name, each] of words) {
    const before = rest;
    for (const word of each.map(fold).filter((text) => lengthOf(text) >= shortestWord)) rest = rest.replaceAll(word, '');
    if (rest !== before && lengthOf(rest) < least) return `must have at least ${least} characters besides ${name}`;
  }
  return undefined;
}

/** Guessers try capitals and full-width letters too. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function lengthOf(text: string): number {
  return [...text].length;
}
