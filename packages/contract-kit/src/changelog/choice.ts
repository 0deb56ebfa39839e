import { alternativesOf, choiceOf } from './alternatives.ts';
import { describe, textOf, type Described } from './described.ts';
import type { Difference } from './difference.ts';
import type { Words } from './item.ts';
import { allOf, code, describeText, oneOf } from './phrase.ts';

/** What a change of alternatives, or of a condition, means to whoever sends the value. */
export function requestChoice(subject: string, { before, after, direction }: Difference): Words {
  const [was, is] = [choiceText(before), choiceText(after)];
  if (is !== undefined && direction === 'wider')
    return { text: `${subject} may have ${is} now${was === undefined ? '' : `; before: ${was}`}.` };
  if (is !== undefined)
    return { text: `${subject} must have ${is} now${was === undefined ? '' : `; before: ${was}`}.`, todo: `Send ${is}.` };
  if (was !== undefined) return { text: `${subject} need not have ${was} any more.` };
  const { lost, gained } = branchesOf(before, after);
  if (lost.length > 0) return { text: `${subject} may no longer be ${oneOf(lost)}.`, todo: 'Send one of the other forms.' };
  if (direction === 'wider' && gained.length > 0) return { text: `${subject} may be ${oneOf(gained)} as well now.` };
  return {
    text: `${subject} is checked in another way: some values that were accepted are refused.`,
    todo: 'Compare what you send with the contract.',
  };
}

/** The same to whoever reads the value. */
export function answerChoice(subject: string, { before, after, direction }: Difference): Words {
  const { lost, gained } = branchesOf(before, after);
  if (gained.length > 0 && direction !== 'narrower')
    return { text: `${subject} may be ${oneOf(gained)} as well now.`, todo: 'Be ready for it.' };
  if (lost.length > 0) return { text: `${subject} is never ${oneOf(lost)} now.` };
  return { text: `${subject} may look otherwise than before.`, todo: 'Be ready for it.' };
}

function choiceText(described: Described): string | undefined {
  const choice = choiceOf(described);
  if (!choice) return undefined;
  const names = choice.names.map(code);
  return names.length === 1 ? names[0] : `${choice.kind === 'any' ? 'at least' : 'exactly'} one of ${allOf(names)}`;
}

/** Alternatives that only one version has, each in a few words. */
function branchesOf(before: Described, after: Described): { lost: string[]; gained: string[] } {
  const [old, next] = [before, after].map((described) =>
    alternativesOf(described).flatMap(({ branches }) =>
      branches.map((branch) => ({ key: textOf(described.schemas, branch), words: describeText(describe(described.schemas, [branch])) })),
    ),
  );
  const lacking = (some: typeof old = [], others: typeof old = []) =>
    some.filter(({ key }) => !others.some((other) => other.key === key)).map(({ words }) => words);
  return { lost: lacking(old, next), gained: lacking(next, old) };
}
