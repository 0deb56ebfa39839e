import { propertiesOf } from '../../cases/names.ts';
import { isAnswer, type SentRequest } from '../../exchange.ts';
import { isObject } from '../../values/json.ts';
import type { Meddler } from '../mutant.ts';
import type { LiveIdea, Site } from '../site.ts';
import { headerOf, jsonOf, textOf, toWire, withJson, type Wire } from '../wire.ts';

/** A server that does not forget, or that forgets to do what it says. */
export function* sessionIdeas(site: Site): Generator<LiveIdea> {
  const { operation } = site;
  const idea = (name: string, title: string, meddle: LiveIdea['meddle']): LiveIdea => ({
    name: `session/${name}`,
    kind: 'session',
    title,
    meddle,
  });
  const isSafe = ['GET', 'HEAD'].includes(operation.method);
  if (operation.security.flat().length > 0)
    yield idea('credentials-outlive-their-end', 'what was let in once is let in for ever', () =>
      remember((request) => `${request.method} ${request.url} ${headerOf(request, 'Authorization')}`),
    );
  if (isSafe) return;
  if (sendsToken(site) && site.reached.some(({ status, content }) => status === '200' && content.length > 0)) {
    yield idea('used-tokens-stay-good', 'a used token gets the same answer for ever', () => remember((request) => textOf(request.body)));
    yield* sameTokenIdeas(site, idea);
  }
  const done = site.results
    .map(({ exchanges }) => exchanges.at(-1)?.answer)
    .find((answer) => answer !== undefined && isAnswer(answer) && answer.status === 204);
  if (done && isAnswer(done))
    yield idea('nothing-is-done', 'says that it is done and does nothing', () => pretend(site, toWire(done, operation.method)));
}

/** Says that it is done whenever the server would do it: with a token that it has handed out. */
function pretend({ operation }: Site, done: Wire): Meddler {
  const handedOut: string[] = [];
  return {
    observe: ({ body }) => handedOut.push(textOf(body)),
    instead(request) {
      const tokens = request.method === operation.method ? tokensOf(request) : [];
      return tokens.some((token) => handedOut.some((text) => text.includes(token))) ? done : undefined;
    },
  };
}

/** Answers to the same question are the first answer. */
function remember(keyOf: (request: SentRequest) => string): Meddler {
  const known = new Map<string, Wire>();
  return {
    instead: (request) => known.get(keyOf(request)),
    answer(wire, request) {
      if (wire.status >= 200 && wire.status < 300) known.set(keyOf(request), wire);
      return undefined;
    },
  };
}

/** Its examples put something of an earlier answer into the body. */
function sendsToken({ results }: Site): boolean {
  return results.some(({ case: { request } }) => request.set !== undefined && request.before !== undefined);
}

/** What may be a token in it. */
function tokensOf(request: SentRequest): string[] {
  const inHeader = /^\S+ (\S{20,})$/.exec(headerOf(request, 'Authorization') ?? '')?.[1];
  const value = jsonOf(request)?.value;
  const inBody = isObject(value) ? Object.values(value).filter((part) => typeof part === 'string' && part.length >= 20) : [];
  return [...(inHeader === undefined ? [] : [inHeader]), ...(inBody as string[])];
}

/** What should be new is what was sent. */
function* sameTokenIdeas(site: Site, idea: (name: string, title: string, meddle: LiveIdea['meddle']) => LiveIdea): Generator<LiveIdea> {
  const { schemas } = site.contract.spec;
  const sent = propertiesOf(site.operation.body?.content[0]?.schema, schemas);
  const received = propertiesOf(site.reached.find(({ status }) => status === '200')?.content[0]?.schema, schemas);
  for (const name of [...sent.keys()].filter((candidate) => received.has(candidate)))
    yield idea(`${name}-stays`, `${name} stays the same`, () => ({
      answer(wire, request) {
        const [value, body] = [jsonOf(wire)?.value, jsonOf(request)?.value];
        const isRenewed = wire.status === 200 && isObject(value) && isObject(body) && Object.hasOwn(value, name);
        return isRenewed ? withJson(wire, { ...value, [name]: body[name] }) : undefined;
      },
    }));
}
