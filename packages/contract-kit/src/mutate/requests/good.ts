import { isAnswer } from '../../exchange.ts';
import type { Case } from '../../case.ts';
import { isObject, type JsonObject } from '../../values/json.ts';
import type { Site } from '../site.ts';
import { jsonOf } from '../wire.ts';

/** A JSON body that was answered with 2xx: what a lax server would take in place of a wrong one. */
export function goodBodies({ results }: Site): JsonObject[] {
  return results.flatMap(({ exchanges }) => {
    const last = exchanges.at(-1);
    const isGood = last && isAnswer(last.answer) && last.answer.status >= 200 && last.answer.status < 300;
    const value = isGood ? jsonOf(last.request)?.value : undefined;
    return isObject(value) ? [value] : [];
  });
}

/** A case whose request is let in. */
export function goodCase({ results }: Site): Case | undefined {
  const good = results.filter(
    ({ case: { expect, side, given } }) =>
      given === undefined && side === 'pass' && expect.statuses.every((status) => status.startsWith('2')),
  );
  return (good.find(({ case: { kind } }) => kind === 'credentials') ?? good[0])?.case;
}
