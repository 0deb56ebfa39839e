import type { Command } from './command.ts';
import { findAccount } from './find-account.ts';

const end: Command = {
  argument: '<identifier>',
  summary: 'ends all sessions of the account',
  async run(means, { name: identifier }) {
    const { store, clock, trace, print } = means;
    const { id, username } = await findAccount(means, identifier);
    const count = await store.sessions.endAll(id, clock(), 'revoked');
    await store.audit.append(trace({ event: 'authn_token_revoked', accountId: id, reason: 'all-sessions' }));
    print(`ended ${count} ${count === 1 ? 'session' : 'sessions'} of ${username} (id ${id})`);
  },
};

export const sessionCommands: Readonly<Record<string, Command>> = { 'session end': end };
