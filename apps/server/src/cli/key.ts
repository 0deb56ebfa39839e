import type { AuditEvent } from '../core/audit.ts';
import type { StoredKey } from '../core/store.ts';
import { refuse, type Command, type Means } from './command.ts';

/** How long a retired key verifies beyond the tokens that it signed: a process that has not noticed yet goes on signing with it. */
const retiredMargin = 60_000;

const list: Command = {
  summary: 'the signing keys but for the revoked ones: what signs, what is next, what only verifies',
  async run({ store, print }) {
    print('kid', 'profile', 'algorithm', 'state', 'activeFrom', 'verifyUntil');
    for (const { kid, profile, algorithm, state, activeFrom, verifyUntil } of await store.keys.list())
      print(kid, profile, algorithm, state, toTime(activeFrom), verifyUntil === null ? '-' : toTime(verifyUntil));
  },
};

const rotate: Command = {
  argument: '<profile>',
  flags: '[--now]',
  summary: 'publishes the next key, which signs 20 minutes later, or at once with --now',
  options: { now: { type: 'boolean' } },
  async run(means, { name, values }) {
    const profiles = await means.profiles();
    if (!profiles.some((profile) => profile.name === name)) refuse(`there is no such profile; there are ${namesOf(profiles)}`);
    const ring = await means.keyRing();
    const waited = (await means.store.keys.list()).some(({ profile, state }) => profile === name && state === 'pending');
    const { kid, activeFrom } = await ring.rotate(name);
    if (!waited) await record(means, 'sys_key_published', { profile: name, kid });
    if (values.now !== true && activeFrom > means.clock()) return means.print(`published ${kid}, which signs from ${toTime(activeFrom)}`);
    await activate(means, name, kid);
    means.print(`${kid} signs now`);
  },
};

const revoke: Command = {
  argument: '<kid>',
  // A thumbprint in base64url: one of 64 begins with a hyphen.
  form: /^[\w-]{43}$/,
  summary: 'ends a key at once and for ever, with every token that it signed; another one signs then',
  async run(means, { name: kid }) {
    const key = (await means.store.keys.list()).find((each) => each.kid === kid);
    if (!key) refuse('there is no such key');
    // Before the key goes: with another secret than the servers' its successor would be one that they cannot open.
    const ring = await means.keyRing();
    if (!(await ring.revoke(kid))) refuse('there is no such key');
    await record(means, 'sys_key_revoked', key);
    means.print(`revoked ${kid}`);
    const isInUse = (await means.profiles()).some(({ name }) => name === key.profile);
    if (key.state !== 'active' || !isInUse) return;
    const successor = await ring.active(key.profile);
    await record(means, 'sys_key_activated', { profile: key.profile, kid: successor.kid });
    means.print(`${successor.kid} signs now`);
  },
};

export const keyCommands: Readonly<Record<string, Command>> = { 'key list': list, 'key rotate': rotate, 'key revoke': revoke };

/** Others may keep a key set without the new key for some minutes: whoever wants that to end sooner has a reason. */
async function activate(means: Means, name: string, kid: string): Promise<void> {
  const { store, clock } = means;
  const active = (await store.keys.list()).find(({ profile, state }) => profile === name && state === 'active');
  const lifetime = (await means.profiles()).find((profile) => profile.name === name)?.lifetime ?? 0;
  const now = clock();
  const retire = active && { kid: active.kid, verifyUntil: now + lifetime * 1000 + retiredMargin };
  if (!(await store.keys.activate(kid, { now, retire }))) refuse('another process changed the keys in this moment; see key list');
  await record(means, 'sys_key_activated', { profile: name, kid });
}

async function record({ store, trace }: Means, event: AuditEvent, { profile, kid }: Pick<StoredKey, 'profile' | 'kid'>): Promise<void> {
  await store.audit.append(trace({ event, profile, reason: `kid ${kid}` }));
}

function namesOf(profiles: readonly { name: string }[]): string {
  return profiles.map(({ name }) => name).join(', ');
}

function toTime(time: number): string {
  return new Date(time).toISOString();
}
