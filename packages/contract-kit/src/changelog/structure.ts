import type { Change } from '../diff/change.ts';
import type { Operation, Parameter } from '../spec/spec.ts';
import { sayHeader, sayMediaType, sayStatus } from './answers.ts';
import { describe } from './described.ts';
import type { Item } from './item.ts';
import { code, describeText, oneOf } from './phrase.ts';
import { isThere, parameterName, twinOf, type Pair } from './place.ts';
import type { Prose } from './prose.ts';
import type { Said, Say } from './saying.ts';
import { credentialsText } from './security.ts';

/** What a change of an operation itself means to consumers, by the rule of the change. */
const sayings: Readonly<Record<string, Say>> = {
  'operation-id-changed': ({ old, next }) => [
    {
      group: 'breaking',
      on: 'operation',
      text: `Is called ${code(next.id)} in generated clients now; it was ${code(old.id)}.`,
      todo: `Call ${code(next.id)}.`,
    },
  ],
  'client-name-changed': ({ change }) => [{ group: 'breaking', on: 'operation', text: sentence(change), todo: 'Use the new name.' }],
  'token-lifetime-changed': ({ change }) => [{ group: 'changed', on: 'operation', text: sentence(change), todo: 'Renew it in time.' }],
  'token-keys-added': ({ change }) => [{ group: 'added', on: 'operation', text: sentence(change) }],
  'token-keys-moved': ({ change }) => [{ group: 'breaking', on: 'operation', text: sentence(change), todo: 'Ask for them there.' }],
  'server-path-changed': ({ old, next }) => {
    const [was, is] = [old, next].map(({ path, template }) => code(path.slice(0, path.length - template.length) || '/'));
    return [
      {
        group: 'breaking',
        on: 'operation',
        text: `The address begins with ${is} now; it began with ${was}.`,
        todo: 'Use the new address.',
      },
    ];
  },
  'security-requirement-changed': ({ old, next }) => [
    {
      group: 'breaking',
      on: 'request',
      text: `Asks for ${credentialsText(next)} now; before: ${credentialsText(old)}.`,
      todo: next.security.length === 0 ? 'Send no credentials.' : `Send ${credentialsText(next)}.`,
    },
  ],
  'security-requirement-added': ({ old, next }) => [
    { group: 'added', on: 'request', text: `Asks for ${credentialsText(next)} now; before: ${credentialsText(old)}.` },
  ],
  'parameter-removed': sayParameter(
    ({ old }) => old,
    (name) => ({ text: `${name} is gone.`, todo: 'Stop sending it.' }),
  ),
  'parameter-added': sayParameter(
    ({ next }) => next,
    (name, what) => ({ text: `${name} may be sent: ${what}.` }),
  ),
  'parameter-became-required': (context) => {
    const isNew = (parameter: Parameter) => twinOf(parameter, context.next, context.old) === undefined;
    return sayParameter(
      ({ next }) => next,
      (name, what, parameter) => ({
        text: isNew(parameter) ? `${name} is new and must be sent: ${what}.` : `${name} must be sent now; it was optional.`,
        todo: 'Send it.',
      }),
    )(context);
  },
  'parameter-became-optional': sayParameter(
    ({ next }) => next,
    (name) => ({ text: `${name} may be left out now.` }),
  ),
  'parameter-serialization-changed': (context) =>
    sayParameter(
      ({ next }) => next,
      (name, _what, parameter) => {
        const was = twinOf(parameter, context.next, context.old);
        const before = was ? `; before: ${code(writtenOf(was))}` : '';
        return { text: `${name} is written ${code(writtenOf(parameter))} now${before}.`, todo: 'Write it in the new way.' };
      },
    )(context),
  'request-body-removed': () => [{ group: 'breaking', on: 'request', text: 'The request has no body any more.', todo: 'Send none.' }],
  'request-body-added': ({ next }) => [{ group: 'added', on: 'request', text: `The request may have a body: ${contentText(next)}.` }],
  'request-body-became-required': ({ old, next }) => [
    {
      group: 'breaking',
      on: 'request',
      text: old.body ? 'The request must have a body now; it was optional.' : `The request must have a body now: ${contentText(next)}.`,
      todo: 'Send one.',
    },
  ],
  'media-type-removed': sayMediaType,
  'media-type-added': sayMediaType,
  'response-added': sayStatus,
  'response-removed': sayStatus,
  'response-header-added': sayHeader,
  'response-header-removed': sayHeader,
  'response-header-became-optional': sayHeader,
  'response-header-became-required': sayHeader,
  'request-property-became-read-only': ({ change }) => {
    const name = code((change.at?.pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~'));
    return [
      {
        group: 'breaking',
        on: 'request',
        text: `${name} can only be read now: what is sent there does not count.`,
        todo: `Stop sending ${name}.`,
      },
    ];
  },
};

function sentence({ message }: Change): string {
  return `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;
}

/** Undefined for a change that is about values. */
export function structureItems(pair: Pair, prose: Prose, change: Change): Item[] | undefined {
  const say = Object.hasOwn(sayings, change.rule) ? sayings[change.rule] : undefined;
  return say?.({ ...pair, prose, change }).map((said) => ({ ...said, operation: pair.next }));
}

function sayParameter(
  pick: (pair: Pair) => Operation,
  words: (name: string, what: string, parameter: Parameter) => Pick<Said, 'text' | 'todo'>,
): Say {
  return (context) => {
    const { parameters } = pick(context);
    const { schemas } = pick(context) === context.old ? context.before : context.after;
    const found = parameters.filter((parameter) => isThere(context.change.at, parameter));
    const isNamed = (parameter: Parameter) => found.length < 2 || context.change.witness?.where.endsWith(parameter.name) !== false;
    return found.filter(isNamed).map((parameter): Said => {
      const name = parameterName(parameter);
      const said = words(
        `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
        describeText(describe(schemas, [parameter.schema])),
        parameter,
      );
      return { group: context.change.level === 'major' ? 'breaking' : 'added', on: 'request', ...said };
    });
  };
}

function writtenOf({ name, style, explode, mediaType }: Parameter): string {
  if (mediaType !== undefined) return `${name}=<${mediaType}>`;
  if (style === 'deepObject') return `${name}[key]=value`;
  if (style === 'simple') return 'a,b';
  const joint = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '|' : ',';
  return explode && style === 'form' ? `${name}=a&${name}=b` : `${name}=a${joint}b`;
}

function contentText({ body }: Operation): string {
  return oneOf((body?.content ?? []).map(({ mediaType }) => code(mediaType)));
}
