import { createClient, type Session, type SessionApi } from '@countersign/client';
import { webStorage } from '@countersign/client/storage';
import { record, type Verdict } from './wire.ts';

/** Whoever is signed in, as this page shows them. */
export interface Person {
  name: string;
  roles: readonly string[];
  permissions: readonly string[];
  facts: readonly (readonly [name: string, value: string])[];
}

/** One API as this page uses it. */
export interface Face {
  session: Session;
  /** Null when nobody is signed in, or it is not known yet who. */
  person(): Person | null;
  /** Begins a session; `kind` is the property that the identifier goes into. */
  begin(kind: string, identifier: string, password: string): Promise<Verdict>;
  whoAmI(): Promise<Verdict>;
}

// In localStorage, so that all tabs share the session. Every script of the page could read it: this page has no script but its own.
const options = (api: string) => ({
  baseUrl: '',
  fetch: record,
  storage: webStorage(() => localStorage, { key: `countersign.playground.${api}` }),
});

const signIn = createClient({ api: 'sign-in', ...options('sign-in') });
const login = createClient({ api: 'login', ...options('login') });

/** Every API that has a session. */
export const faces = {
  'sign-in': {
    session: signIn.session,
    person() {
      const { user } = signIn.session.get();
      if (!user) return null;
      const { firstName, lastName, role, permissions, username, email, lastLogin } = user;
      const facts = [
        ['Username', username],
        ['Email', email],
        ['Last sign-in', toDay(lastLogin)],
      ] as const;
      return { name: `${firstName} ${lastName}`, roles: [role], permissions, facts };
    },
    begin: (kind, identifier, password) =>
      signIn.safe.signIn(kind === 'username' ? { username: identifier, password } : { email: identifier, password }),
    whoAmI: () => signIn.safe.me(),
  },
  login: {
    session: login.session,
    person() {
      const { user } = login.session.get();
      if (!user) return null;
      const { name, roles, permissions, email, id } = user;
      const facts = [
        ['Email', email],
        ['Account', `No. ${id}`],
      ] as const;
      return { name, roles: roles.map((role) => role.name), permissions: permissions.map((permission) => permission.name), facts };
    },
    begin: (kind, identifier, password) =>
      login.safe.login(kind === 'phone' ? { phone: identifier, password } : { email: identifier, password }),
    whoAmI: () => login.safe.currentUser(),
  },
} satisfies { [A in SessionApi]: Face };

function toDay(text: string | null | undefined): string {
  return text ? new Date(text).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }) : '–';
}
