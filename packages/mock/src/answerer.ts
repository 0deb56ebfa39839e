import { type Answer, type Answerer, refuse, toLine } from './answer.ts';
import { type Asked, readBody } from './asked.ts';
import { type Closest, createClosest, toReasons } from './closest.ts';
import { type Contract, type Documents, type Operation, toContracts } from './contract.ts';
import { createPairs, isMeant, isPlainPair, type Pair, type Pairs } from './pair.ts';
import { choose, type Choice, examplesFor, isDocumented } from './choice.ts';
import { type Preference, readPreference } from './preference.ts';
import { createPrism, type Prism } from './prism.ts';
import { render } from './render.ts';
import { findRoute, type Route } from './route.ts';
import { unknownMethod, unknownPath } from './unknown.ts';

interface Context {
  contracts: readonly Contract[];
  pairs: Pairs;
  prism: Prism;
  closest: Closest;
}

/** Answers by these contracts. They are read as far as requests need them, and never written. */
export function createAnswerer(documents: Documents): Answerer {
  const contracts = toContracts(documents);
  const pairs = createPairs(contracts);
  const prism = createPrism();
  const context = { contracts, pairs, prism, closest: createClosest(pairs, prism) };
  return (asked) => answerTo(context, asked).catch((error: unknown) => refuse(500, toLine(error)));
}

/** What is asked for by name, else what the contract shows for this very request, else what Prism thinks of it. */
async function answerTo(context: Context, asked: Asked): Promise<Answer> {
  const preference = await readPreference(asked);
  if ('remark' in preference) return refuse(422, preference.remark, preference);
  const route = findRoute(context.contracts, asked);
  const { operation } = route;
  const chosen = operation && choose(operation, preference);
  if (chosen && 'remark' in chosen) return refuse(404, chosen.remark, { operation, advice: chosen.advice });
  if (operation && chosen) return render(context.prism, { operation, choice: chosen, asked, preference });
  const pair = await findPair(context, route, asked);
  if (pair) return render(context.prism, { operation: pair.operation, choice: toChoice(pair), asked, preference });
  if (!operation) return answerUnknown(context, route, asked, preference);
  return asked.isCut ? answerCut(context.prism, operation, asked) : judge(context, operation, asked, preference);
}

async function findPair({ pairs, prism }: Context, { here }: Route, asked: Asked): Promise<Pair | undefined> {
  for (const pair of pairs.at(here)) if (isMeant(pair, asked) && (await isAuthorized(prism, pair, asked))) return pair;
  return undefined;
}

/** What is shown to whoever has credentials is nothing for others, and the other way round. */
async function isAuthorized(prism: Prism, pair: Pair, asked: Asked): Promise<boolean> {
  const { operation, example, headers } = pair;
  if (!operation.isSecured || !isPlainPair(pair)) return true;
  const isRefusal = example.status === 401;
  if (isRefusal && Object.keys(headers).some((name) => name !== 'content-type')) return true;
  const { violations } = await prism.judge(operation, asked, {});
  return violations.some(({ code }) => code === '401') === isRefusal;
}

function toChoice({ example }: Pair): Choice {
  return { status: example.status, example };
}

async function judge({ prism, closest }: Context, operation: Operation, asked: Asked, preference: Preference): Promise<Answer> {
  const { isMalformed } = readBody(asked);
  const { status: judged, problem, mediaType, violations } = await prism.judge(operation, asked, preference);
  // To Prism what is no JSON is a text, which a schema may allow.
  const status = isMalformed && violations.length === 0 ? ([422, 400].find((code) => isDocumented(operation, code)) ?? 400) : judged;
  if (!isDocumented(operation, status))
    return refuse(status, `the request breaks the contract, and ${operation.id} documents no ${status}`, {
      operation,
      ...(problem && { advice: problem }),
    });
  const all = examplesFor(operation, status);
  const ofType = all.filter((example) => example.mediaType === mediaType);
  const among = ofType.length > 0 ? ofType : all;
  const reasons = toReasons(violations, isMalformed);
  // Whoever brings no credentials breaks no rule in a way of their own.
  const nearest = reasons.size > 0 && status !== 401 ? await closest(operation, among, reasons) : undefined;
  const example = nearest ?? among.find(({ given }) => given === undefined) ?? among[0];
  return render(prism, { operation, choice: { status, example }, asked, preference });
}

async function answerCut(prism: Prism, operation: Operation, asked: Asked): Promise<Answer> {
  const choice = choose(operation, { code: 413 });
  if (choice && 'status' in choice) return render(prism, { operation, choice, asked, preference: {} });
  return refuse(413, 'the mock takes a body of at most 10 MiB, and the contract documents no 413', { operation });
}

/** An unknown path or method, in the words of the API that is nearest. */
function answerUnknown({ contracts, prism }: Context, { here, contracts: near }: Route, asked: Asked, preference: Preference) {
  const methods = [...new Set(here.map(({ method }) => method))];
  const found = methods.length > 0 ? unknownMethod(here, asked.method) : unknownPath(near.flatMap(({ operations }) => operations));
  if (found) return render(prism, { ...found, asked, preference });
  if (methods.length > 0)
    return withAllow(refuse(405, `${asked.path} knows ${methods.join(', ')}, and the contract documents no 405`), methods);
  const paths = contracts.map(({ serverPath }) => serverPath || '/').join(', ');
  return refuse(
    404,
    near.length > 0 ? 'the contract has no such path and documents no 404' : `no contract has this path: they begin with ${paths}`,
  );
}

function withAllow(answer: Answer, methods: readonly string[]): Answer {
  return { ...answer, headers: { ...answer.headers, allow: methods.join(', ') } };
}
