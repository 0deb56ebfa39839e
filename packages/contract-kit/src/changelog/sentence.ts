import { requestChoice, answerChoice } from './choice.ts';
import type { Described } from './described.ts';
import type { Aspect, Difference } from './difference.ts';
import type { Words } from './item.ts';
import { textsOf, todos, unlike } from './limit.ts';
import { allOf, code, factText, oneOf, valueText } from './phrase.ts';
import { answerProperty, requestProperty } from './property.ts';
import { capital, lower, nameOf } from './subject.ts';

/** What a difference means, given what the part is called. */
type Say = (subject: string, difference: Difference) => Words;

/** What a difference means to whoever sends the value. `whole` names the body, or the parameter. */
export function requestWords(difference: Difference, whole: string): Words {
  return toWords(difference, whole, requestSayings[difference.aspect] ?? sayRequestLimit);
}

/** What a difference means to whoever reads the value. */
export function answerWords(difference: Difference, whole: string): Words {
  return toWords(difference, whole, answerSayings[difference.aspect] ?? sayAnswerLimit);
}

function toWords(difference: Difference, whole: string, say: Say): Words {
  const { path, name } = difference;
  return say(capital(nameOf(name === undefined ? path : [...path, name], whole)), difference);
}

const requestSayings: Readonly<Partial<Record<Aspect, Say>>> = {
  property: requestProperty,
  rest: requestChoice,
  values: sayRequestValues,
  required: either(
    (subject) => ({ text: `${subject} must be sent now; it was optional.`, todo: `Always send ${lower(subject)}.` }),
    (subject) => ({ text: `${subject} may be left out now.` }),
  ),
  closed: either(
    (subject, { after }) => ({ text: `${subject} may hold nothing but what is documented now.`, todo: `Send only ${namesOf(after)}.` }),
    (subject) => ({ text: `${subject} may hold other properties as well now.` }),
  ),
  null: either(
    (subject) => ({ text: `${subject} must not be null any more.`, todo: 'Send a value, or leave it out.' }),
    (subject) => ({ text: `${subject} may be null now.` }),
  ),
  unique: either(
    (subject) => ({ text: `${subject} must not hold an item twice now.`, todo: 'Send no item twice.' }),
    (subject) => ({ text: `${subject} may hold an item twice now.` }),
  ),
};

const answerSayings: Readonly<Partial<Record<Aspect, Say>>> = {
  property: answerProperty,
  rest: answerChoice,
  values: sayAnswerValues,
  required: either(
    (subject) => ({ text: `${subject} always comes now.` }),
    (subject) => ({ text: `${subject} may be absent now; it always came.`, todo: `Be ready for answers without ${lower(subject)}.` }),
  ),
  closed: either(
    (subject) => ({ text: `${subject} holds nothing but what is documented now.` }),
    (subject) => ({ text: `${subject} may hold further properties now.`, todo: 'Pass over what you do not know.' }),
  ),
  null: either(
    (subject) => ({ text: `${subject} is never null now.` }),
    (subject) => ({ text: `${subject} may be null now.`, todo: 'Be ready for null.' }),
  ),
  unique: either(
    (subject) => ({ text: `${subject} never holds an item twice now.` }),
    (subject) => ({ text: `${subject} may hold an item twice now.`, todo: 'Be ready for items that come twice.' }),
  ),
};

/** Less is allowed now, or more. */
function either(narrower: Say, wider: Say): Say {
  return (subject, difference) => (difference.direction === 'narrower' ? narrower : wider)(subject, difference);
}

function sayRequestLimit(subject: string, difference: Difference): Words {
  const { aspect, direction, after } = difference;
  const { was, is } = textsOf(difference);
  if (direction === 'wider') return { text: `${subject} may be ${is} now${was}.` };
  return { text: `${subject} must be ${is} now${was}.`, todo: todos[aspect]?.(after) ?? `Send ${is}.` };
}

function sayAnswerLimit(subject: string, difference: Difference): Words {
  const { aspect, direction, after } = difference;
  const { was, is } = textsOf(difference);
  if (direction === 'narrower') return { text: `${subject} is ${is} now${was}.` };
  const verb = factText(after, aspect) === undefined ? 'may be' : 'is';
  const isOfAnotherKind = aspect === 'kinds' && direction === 'other';
  return {
    text: `${subject} ${verb} ${is} now${was}.`,
    todo: isOfAnotherKind ? `Read it as ${is}.` : `Be ready for ${unlike[aspect] ?? 'other values'}.`,
  };
}

function sayRequestValues(subject: string, difference: Difference): Words {
  const { before, after, direction } = difference;
  if (!before.values || !after.values) return sayRequestLimit(subject, difference);
  const { lost, gained } = compare(before.values, after.values);
  if (direction === 'wider') return { text: `${subject} may be ${oneOf(gained)} as well now.` };
  const text = `${subject} must be ${oneOf(after.values.map(valueText))} now; ${allOf(lost)} ${lost.length === 1 ? 'is' : 'are'} no longer accepted.`;
  return { text, todo: `Stop sending ${oneOf(lost)}.` };
}

function sayAnswerValues(subject: string, difference: Difference): Words {
  const { before, after, direction } = difference;
  if (!before.values || !after.values) return sayAnswerLimit(subject, difference);
  const { lost, gained } = compare(before.values, after.values);
  if (direction === 'narrower') return { text: `${subject} is never ${oneOf(lost)} now.` };
  return {
    text: `${subject} may be ${oneOf(gained)} now; before: ${oneOf(before.values.map(valueText))}.`,
    todo: `Be ready for ${oneOf(gained)}.`,
  };
}

function compare(before: readonly unknown[], after: readonly unknown[]): { lost: string[]; gained: string[] } {
  const [old, next] = [before.map(valueText), after.map(valueText)];
  return { lost: old.filter((value) => !next.includes(value)), gained: next.filter((value) => !old.includes(value)) };
}

function namesOf({ properties }: Described): string {
  return allOf([...properties.keys()].map(code));
}
