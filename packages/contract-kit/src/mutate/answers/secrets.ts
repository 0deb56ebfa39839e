import { secretsOf } from '../../check/secrets.ts';
import { fitsStatus } from '../../check/status.ts';
import { isAnswer, type SentRequest } from '../../exchange.ts';
import type { ResponseSpec } from '../../spec/spec.ts';
import { isObject } from '../../values/json.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, withHeader, withJson, type Wire } from '../wire.ts';
import { changeAt, placesOf } from './places.ts';

const inside = {
  trace: 'TypeError: cannot read it\n    at signIn (/srv/app/src/handler.js:12:34)\n    at async run (/srv/app/src/main.js:5:6)',
  query: 'select * from accounts where email = $1 limit 1',
};

/** Answers that tell what nobody must learn: a secret of the request, or what is behind the server. */
export function* secretIdeas(site: Site, response: ResponseSpec): Generator<AnswerIdea> {
  yield* echoIdeas(site, response);
  if (!/^[45]/.test(response.status)) return;
  // Where an example says the very words, the rule itself is not needed.
  const isAlwaysShown = resultsOf(site, response).every(({ case: { expect } }) => expect.body !== undefined);
  for (const path of isAlwaysShown ? [] : sentencesOf(site, response))
    for (const [name, text] of Object.entries(inside))
      yield {
        name: `leak/${name}-in-${path.join('.')}`,
        kind: 'leak',
        title: `shows what is behind it in ${path.join('.')}`,
        change: (wire, request) => (site.isShown(request) ? undefined : append(wire, path, text)),
      };
  if (response.content.length > 0)
    yield { name: 'leak/stack', kind: 'leak', title: 'has the property stack', change: (wire) => withStack(wire) };
}

function* echoIdeas(site: Site, response: ResponseSpec): Generator<AnswerIdea> {
  const sent = resultsOf(site, response).filter(({ exchanges }) => secretOf(site, exchanges.at(-1)?.request) !== undefined);
  if (sent.length === 0) return;
  const idea = (name: string, where: string, change: (wire: Wire, secret: string) => Wire | undefined): AnswerIdea => ({
    name: `echo/${name}`,
    kind: 'echo',
    title: `sends a secret of the request back in ${where}`,
    change(wire, request) {
      const secret = secretOf(site, request);
      return secret === undefined ? undefined : change(wire, secret);
    },
  });
  yield idea('header', 'a header', (wire, secret) => withHeader(wire, 'X-Received', secret));
  yield idea('header-encoded', 'a header, percent-encoded', (wire, secret) =>
    withHeader(wire, 'X-Received', `/?value=${encodeURIComponent(secret)}`),
  );
  if (!/^[45]/.test(response.status) || sent.every(({ case: { expect } }) => expect.body !== undefined)) return;
  for (const path of sentencesOf(site, response)) {
    const inText = idea(`in-${path.join('.')}`, path.join('.'), (wire, secret) => append(wire, path, secret));
    yield { ...inText, change: (wire, request) => (site.isShown(request) ? undefined : inText.change(wire, request)) };
  }
}

/** The shortest one that is long enough not to come back by chance, and that a header can carry. */
function secretOf({ operation, contract }: Site, request: SentRequest | undefined): string | undefined {
  const secrets = request === undefined ? [] : secretsOf(request, operation, contract.spec);
  return secrets.findLast((secret) => secret.length >= 8 && /^[\x21-\x7e]*$/.test(secret));
}

/** Those that were answered so. */
function resultsOf({ results }: Pick<Site, 'results'>, { status }: ResponseSpec): Site['results'] {
  return results.filter(({ exchanges }) => {
    const answer = exchanges.at(-1)?.answer;
    return answer !== undefined && isAnswer(answer) && fitsStatus(status, answer.status);
  });
}

/** Where an error has room for a sentence, whatever it is about. */
function sentencesOf({ contract }: Pick<Site, 'contract'>, { content }: ResponseSpec): (readonly string[])[] {
  const places = content.slice(0, 1).flatMap(({ schema }) => placesOf(schema, contract.spec));
  return places
    .filter(({ facets, path }) => path.length === 1 && facets.some((facet) => facet['type'] === 'string' && facet['pattern'] === undefined))
    .map(({ path }) => path);
}

function append(wire: Wire, path: readonly string[], more: string): Wire | undefined {
  const json = jsonOf(wire);
  if (!json) return undefined;
  const changed = changeAt(json.value, path, (part) => (typeof part === 'string' ? `${part} (${more})` : part));
  return JSON.stringify(changed) === JSON.stringify(json.value) ? undefined : withJson(wire, changed);
}

function withStack(wire: Wire): Wire | undefined {
  const value = jsonOf(wire)?.value;
  return isObject(value) ? withJson(wire, { ...value, stack: inside.trace }) : undefined;
}
