import type { Change } from './change.ts';
import type { ExtensionSpot } from './differences.ts';
import type { Question } from './values.ts';
import { change } from './words.ts';

/**
 * What extensions say to clients. A name in a generated client is all that its users know: with another one their code no longer compiles. Who verifies
 * tokens asks for the keys where they were. How long a token lives every token says itself, and any may end early: that only has to be made known.
 */
const tellings: Readonly<
  Record<string, (was: unknown, is: unknown, spot: ExtensionSpot) => [Change['level'], rule: string, message: string]>
> = {
  'x-client-name': (was, is, { path }) => {
    const wire = path.findLast(({ key }) => key !== undefined && key !== '*')?.key ?? 'the property';
    return [
      'major',
      'client-name-changed',
      `\`${wire}\` is called \`${String(is ?? wire)}\` in generated clients now; it was \`${String(was ?? wire)}\``,
    ];
  },
  'x-lifetime': (was, is) => ['minor', 'token-lifetime-changed', `the token lives ${secondsOf(is)} now; it lived ${secondsOf(was)}`],
  'x-jwks': (was, is) => {
    if (was === undefined) return ['minor', 'token-keys-added', `the keys of the token are at ${String(is)}`];
    return [
      'major',
      'token-keys-moved',
      `the keys of the token are ${is === undefined ? 'nowhere' : `at ${String(is)}`}; they were at ${String(was)}`,
    ];
  },
};

/** What became of the extensions in the schemas of a place. */
export function compareExtensions({ pair, place }: Question): Change[] {
  return pair.differences.findExtensions(place.before, place.after).flatMap((spot) => {
    const { name, before, after } = spot;
    const told = tellings[name]?.(before[name], after[name], spot);
    if (!told) return [];
    const [level, rule, message] = told;
    const at = after[name] === undefined ? pair.before.schemas.locate(before, name) : pair.after.schemas.locate(after, name);
    return [change(level, rule, message, at, pair.id)];
  });
}

function secondsOf(value: unknown): string {
  return value === undefined ? 'for an unknown time' : `${String(value)} seconds`;
}
