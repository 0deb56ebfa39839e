import { passwordOf, propertiesOf } from '../../cases/names.ts';
import type { SentRequest } from '../../exchange.ts';
import { isEqual, isObject, type JsonObject } from '../../values/json.ts';
import type { LiveIdea, Site } from '../site.ts';
import { jsonOf, withJson } from '../wire.ts';
import { goodBodies } from './good.ts';

/** Ways to compare a password that let in who does not have it. */
const comparisons: readonly (readonly [name: string, title: string, isTaken: (text: string, right: string) => boolean])[] = [
  ['any', 'is not compared at all', () => true],
  ['trimmed', 'is compared without the spaces around it', (text, right) => text.trim() === right.trim()],
  ['letter-case', 'is compared without its letter case', (text, right) => text.toLowerCase() === right.toLowerCase()],
  ['first-letters', 'is compared by its first letters only', (text, right) => text.slice(0, 8) === right.slice(0, 8)],
  ['as-a-prefix', 'is good with more behind it', (text, right) => text.startsWith(right)],
  ['as-a-beginning', 'is good when it is cut short', (text, right) => text.length >= 6 && right.startsWith(text)],
];

/** A server that takes one account or one password for another. */
export function* valueIdeas(site: Site): Generator<LiveIdea> {
  const { operation, contract } = site;
  const [media] = operation.body?.content ?? [];
  const { schemas } = contract.spec;
  const password = passwordOf(media?.schema, schemas);
  const goods = goodBodies(site);
  if (!media || password === undefined || goods.length === 0) return;
  const idea = (name: string, title: string, change: (value: JsonObject) => JsonObject): LiveIdea => ({
    name: `value/${name}`,
    kind: 'value',
    title,
    at: media.at,
    meddle: () => ({ request: (request) => changeBody(request, change) }),
  });
  const right = goods.map((good) => good[password]).find((text) => typeof text === 'string') ?? '';
  for (const [name, title, isTaken] of comparisons)
    yield idea(`${password}/${name}`, `${password} ${title}`, (value) => {
      const text = value[password];
      return typeof text === 'string' && text.length >= right.length / 2 && text !== right && isTaken(text, right)
        ? { ...value, [password]: right }
        : value;
    });
  for (const name of propertiesOf(media.schema, schemas).keys()) if (name !== password) yield* identifierIdeas(name, goods, idea);
}

function* identifierIdeas(
  name: string,
  goods: readonly JsonObject[],
  idea: (name: string, title: string, change: (value: JsonObject) => JsonObject) => LiveIdea,
): Generator<LiveIdea> {
  const known = new Set(goods.flatMap((good) => (typeof good[name] === 'string' ? [good[name]] : [])));
  const plain = [...known].filter((text) => text === text.toLowerCase().normalize('NFKC'));
  const breaking = (isMeant: (text: string) => boolean) => (value: JsonObject) => {
    const text = value[name];
    return typeof text === 'string' && known.has(text) && !plain.includes(text) && isMeant(text) ? { ...value, [name]: `x${text}` } : value;
  };
  if ([...known].some((text) => text !== text.toLowerCase()))
    yield idea(
      `${name}/letter-case-matters`,
      `the letter case of ${name} matters`,
      breaking((text) => text !== text.toLowerCase()),
    );
  if ([...known].some((text) => text !== text.normalize('NFKC')))
    yield idea(
      `${name}/form-matters`,
      `the Unicode form of ${name} matters`,
      breaking((text) => text !== text.normalize('NFKC')),
    );
  const [first] = plain;
  if (first !== undefined)
    yield idea(`${name}/any`, `every ${name} is taken for the same account`, (value) =>
      typeof value[name] === 'string' && !known.has(value[name]) && value[name].length > 2 ? { ...value, [name]: first } : value,
    );
}

function changeBody(request: SentRequest, change: (value: JsonObject) => JsonObject): SentRequest | undefined {
  const value = jsonOf(request)?.value;
  const changed = isObject(value) ? change(value) : undefined;
  return changed === undefined || isEqual(changed, value) ? undefined : withJson(request, changed);
}
