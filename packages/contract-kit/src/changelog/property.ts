import { describe } from './described.ts';
import type { Difference } from './difference.ts';
import type { Words } from './item.ts';
import { describeText } from './phrase.ts';
import { lower, nameOf } from './subject.ts';

/** A property that a request may have now, or no longer. */
export function requestProperty(subject: string, difference: Difference): Words {
  const { name = '', before, after } = difference;
  const next = after.properties.get(name);
  if (!next) {
    const instead = insteadOf(difference);
    const text = `${subject} is no longer ${after.isClosed ? 'accepted' : 'known'}.`;
    return { text, todo: instead === undefined ? `Stop sending ${lower(subject)}.` : `Send ${instead} instead.` };
  }
  const what = describeText(describe(after.schemas, next));
  if (!after.required.includes(name)) return { text: `${subject} may be sent: ${what}.` };
  const isNew = !before.properties.has(name);
  return { text: `${subject} ${isNew ? 'is new and must be sent' : 'must be sent now'}: ${what}.`, todo: `Send ${lower(subject)}.` };
}

/** A property that an answer has now, or no longer. */
export function answerProperty(subject: string, difference: Difference): Words {
  const { name = '', after } = difference;
  const next = after.properties.get(name);
  if (!next) {
    const instead = insteadOf(difference);
    return {
      text: `${subject} is gone.`,
      todo: instead === undefined ? `Stop reading ${lower(subject)}.` : `Read ${instead} instead.`,
    };
  }
  const absent = after.required.includes(name) ? '' : ' It may be absent.';
  return { text: `${subject} is new: ${describeText(describe(after.schemas, next))}.${absent}` };
}

/** The one property that came where one of the same kind went: most likely the same under another name. */
function insteadOf({ path, before, after }: Difference): string | undefined {
  const [lost, gained] = [[...before.properties.keys()], [...after.properties.keys()]];
  const gone = lost.filter((name) => !after.properties.has(name));
  const come = gained.filter((name) => !before.properties.has(name));
  const [one, other] = [gone[0] ?? '', come[0] ?? ''];
  if (gone.length !== 1 || come.length !== 1) return undefined;
  const [was, is] = [
    describe(before.schemas, before.properties.get(one) ?? []),
    describe(after.schemas, after.properties.get(other) ?? []),
  ];
  return describeText(was) === describeText(is) ? nameOf([...path, other], '') : undefined;
}
