import type { Spec } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';
import type { Change } from './change.ts';
import { toText } from './parts.ts';
import { change } from './words.ts';

/**
 * What `x-session` says is what a generated client can do by itself: keep a session, renew it, end it. Without one of these, code that counts on it no
 * longer works, though no request and no answer is another one.
 */
export function compareSessions(old: Spec, next: Spec): Change[] {
  const [was, is] = [rolesOf(old), rolesOf(next)];
  const gone = [...was.keys()].filter((role) => !is.has(role));
  const added = [...is.keys()].filter((role) => !was.has(role));
  const moved = [...is].filter(([role, text]) => was.has(role) && was.get(role) !== text).map(([role]) => role);
  return [
    ...gone.map((role) =>
      change('major', 'session-role-removed', `clients can no longer \`${role}\` a session`, next.sessionAt ?? old.sessionAt),
    ),
    ...added.map((role) => change('minor', 'session-role-added', `clients can \`${role}\` a session`, next.sessionAt)),
    ...moved.map((role) => change('minor', 'session-role-changed', `clients \`${role}\` a session in another way`, next.sessionAt)),
  ];
}

/** By its name what each is, as a text. */
function rolesOf({ extensions }: Spec): Map<string, string> {
  const session = extensions['x-session'];
  return new Map(isObject(session) ? Object.entries(session).map(([role, value]) => [role, toText(value)]) : []);
}
