import type { Account } from '../core/account.ts';
import { toCanonicalIdentifiers, type Identifiers } from '../core/identifiers.ts';
import { refuse, type Means } from './command.ts';

const prefixes = ['id', 'username', 'email', 'phone'];

/**
 * The account that a username, an email address or a phone number belongs to, or `id:7`. Where one text is an identifier of two accounts, it takes
 * a prefix such as `username:`. Refuses when there is none.
 */
export async function findAccount(means: Pick<Means, 'store' | 'phoneRegion'>, text: string): Promise<Account> {
  const { accounts } = means.store;
  const found = new Set<number>();
  for (const identifiers of readings(text)) {
    const canonical = toCanonicalIdentifiers(identifiers, means.phoneRegion);
    const credential = canonical && (await accounts.findCredential(canonical));
    if (credential) found.add(credential.accountId);
  }
  const [, id] = /^id:([1-9]\d{0,8})$/.exec(text) ?? [];
  if (id !== undefined) found.add(Number(id));
  if (found.size > 1) refuse(`more than one account has that identifier; put ${prefixes.join(':, ')}: in front of it`);
  const account = await accounts.find([...found][0] ?? 0);
  return account ?? refuse('there is no such account');
}

function readings(text: string): Identifiers[] {
  const [, field, rest] = /^(username|email|phone):(.*)$/s.exec(text) ?? [];
  return field === undefined ? [{ username: text }, { email: text }, { phone: text }] : [{ [field]: rest }];
}
