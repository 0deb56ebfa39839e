import { candidatesFor, moreCandidatesFor } from './candidates.ts';
import { child } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Change } from './change.ts';
import type { Spot } from './differences.ts';
import { createPatience, type Limits, type Patience } from './effort.ts';
import { compareExtensions } from './extensions.ts';
import { explain } from './explain.ts';
import { forgetful, type Memory, type Shown } from './memory.ts';
import { keep, minimiseAll, search, showAgain, type Finds, type Found } from './search.ts';
import { checkReadable, isReadable } from './readable.ts';
import { sizeOf } from './size.ts';
import { searchesOf, type Question } from './values.ts';
import { addRest, createVerdicts, type Verdict, type Verdicts } from './verdicts.ts';

/** A difference is looked at in so many places until one shows that it breaks somebody: in another one something else may say the same. */
const maxPlaces = 4;

/** Answers each question with changes. What many operations share is looked at where that takes least, and told of that place. */
export function answerAll(questions: readonly Question[], limits: Limits, memory: Memory = forgetful): Map<Question, Change[]> {
  const patience = createPatience(limits);
  const verdicts = createVerdicts();
  const answers = new Map<Question, Change[]>();
  const all = questions.map((question) => [question, ...contentsOf(question)]);
  for (const question of bySize(all.flat())) answers.set(question, answer(question, verdicts, { limits, patience, memory }));
  for (const verdict of verdicts.all) addRest(verdict, answers.get(verdict.question) ?? []);
  return new Map(all.map((asked) => [asked[0] as Question, asked.flatMap((question) => answers.get(question) ?? [])]));
}

/** The content of a text is a question of its own. */
function isOfContent({ parts }: Spot): boolean {
  return [...parts.before.union(parts.after)].join() === 'contentSchema';
}

/** What is written within a text, e.g. in a token: no value of the text shows it. */
function contentsOf({ pair, place }: Question): Question[] {
  const spots = pair.differences.find(place.before, place.after).filter(({ parts }) => parts.before.has('contentSchema'));
  return spots.map(({ before, after, path }) => {
    const [old, next] = [before, after].map((schema) =>
      typeof schema === 'object' ? ((schema['contentSchema'] ?? true) as Schema) : schema,
    );
    const where = `content of the ${place.where}${child('', ...path.flatMap(({ key }) => key ?? []))}`;
    return { pair, place: { ...place, where, before: old ?? true, after: next ?? true, examples: [], text: false } };
  });
}

function bySize(questions: readonly Question[]): Question[] {
  const sized = questions.map((question) => ({ question, size: sizeOf(question.pair.before.schemas, question.place.before) }));
  return sized.toSorted((a, b) => a.size - b.size).map(({ question }) => question);
}

interface Means {
  limits: Limits;
  patience: Patience;
  memory: Memory;
}

function answer(question: Question, verdicts: Verdicts, means: Means): Change[] {
  const { pair, place } = question;
  const all = pair.differences.find(place.before, place.after).filter((spot) => !isOfContent(spot));
  const spots = all.map((spot) => ({ spot, verdict: verdicts.on(spot, question) }));
  const open = spots.filter(({ spot, verdict }) => isAsked(question, spot, verdict));
  const extensions = compareExtensions(question);
  if (open.length === 0) return extensions;
  const fresh = open.filter(({ verdict }) => verdict.places === 0).map(({ spot }) => spot);
  const [breaking, harmless]: [Finds, Finds] = [new Map(), new Map()];
  const searches = searchesOf(question, all);
  for (const { spot, verdict } of open) {
    const isFirst = verdict.places++ === 0;
    const isOwn = ownerOf(question, spot, all);
    const shown = show({ question, spot, searches, isOwn }, isFirst, means);
    for (const found of shown.breaking) keep(breaking, found);
    for (const found of shown.harmless) keep(harmless, found);
    verdict.isBreaking ||= shown.breaking.some(isOwn);
    verdict.isHarmless ||= shown.harmless.length > 0;
    verdict.isOpen ||= isFirst && shown.isCut;
  }
  return [...extensions, ...explain(question, fresh, [...breaking.values()], [...harmless.values()])];
}

/** What a difference may do here, by its words. */
function mayBe({ place }: Question, { direction, parts }: Spot): { breaking: boolean; harmless: boolean } {
  const { refuses, accepts, names } = direction;
  if (place.kind === 'request') return { breaking: refuses, harmless: accepts || names };
  // A client has to bear properties that it does not know, if the new contract names them: that is told without a value.
  const isAddition = parts.before.size === 0 && [...parts.after].every((part) => part.startsWith('/properties/'));
  return { breaking: accepts, harmless: refuses && !isAddition };
}

function isAsked(question: Question, spot: Spot, { places, isBreaking }: Verdict): boolean {
  return places === 0 || (places < maxPlaces && !isBreaking && mayBe(question, spot).breaking);
}

/** Where values are tried, and what of all that they show is of this difference. */
interface Task {
  question: Question;
  spot: Spot;
  searches: ReturnType<typeof searchesOf>;
  isOwn: (found: Found) => boolean;
}

/** A value may show several differences at once: what stands in the schema of another one is not the doing of this. */
function ownerOf({ pair, place }: Question, spot: Spot, all: readonly Spot[]): Task['isOwn'] {
  const placeOf = ({ before, after }: Spot) => {
    const [side, schema] = place.kind === 'request' ? [pair.after, after] : [pair.before, before];
    const { node } = (typeof schema === 'object' && side.schemas.originOf(schema)) || {};
    return node && `${node.document.file}#${node.pointer}`;
  };
  const own = placeOf(spot);
  const others = new Set(all.map(placeOf).filter((other) => other !== own));
  return ({ breach: { keyword }, sentence }) => {
    const end = sentence?.pointer.lastIndexOf(child('', keyword)) ?? -1;
    return !sentence || end === -1 || !others.has(`${sentence.file}#${sentence.pointer.slice(0, end)}`);
  };
}

/** What values show, of which some may have been found before. */
function show(task: Task, isFirst: boolean, means: Means): Shown {
  const { memory } = means;
  const { question, spot } = task;
  const key = keyOf(question, spot, isFirst);
  const known = memory.recall(question, key);
  if (known) return known;
  const earlier = memory.suggest(question, key, spot.after);
  const shown = (earlier && judgeAgain(task, earlier)) ?? look(task, isFirst, means);
  memory.keep(question, key, spot.after, shown);
  return shown;
}

/** What was found before, if it still shows all that it showed, and nothing graver can be found. */
function judgeAgain({ question, spot, searches, isOwn }: Task, { breaking, harmless, isCut }: Shown): Shown | undefined {
  const isGravest = mayBe(question, spot).breaking ? breaking.some(isOwn) : harmless.length > 0;
  if (!isGravest) return undefined;
  const [breaks, allows] = [
    breaking.map((found) => showAgain(searches.breaking, found)),
    harmless.map((found) => showAgain(searches.harmless, found)),
  ];
  const isShown = [...breaks, ...allows].every((found) => found !== undefined);
  return isShown ? { breaking, harmless, isCut } : undefined;
}

/** Tries values at the sentences that changed; where these show nothing, at the first place at all others too. */
function look({ question, spot, searches, isOwn }: Task, isFirst: boolean, { limits, patience }: Means): Shown {
  const { pair, place } = question;
  const may = mayBe(question, spot);
  const [breaking, harmless]: [Finds, Finds] = [new Map(), new Map()];
  if (!may.breaking && !may.harmless) return { breaking: [], harmless: [], isCut: false };
  checkReadable(pair.after, place.after, place.at);
  // What the old contract means, nobody can say any more.
  if (!isReadable(pair.before, place.before)) return { breaking: [], harmless: [], isCut: may.breaking };
  const tryAll = (candidates: readonly unknown[]) => {
    if (may.breaking) search(searches.breaking, candidates, breaking);
    if (may.harmless) search(searches.harmless, candidates, harmless);
  };
  const [some, all] = [{ left: limits.steps }, { left: limits.steps }];
  tryAll(candidatesFor(pair, place, spot, some));
  const isShown = (!may.breaking || [...breaking.values()].some(isOwn)) && breaking.size + harmless.size > 0;
  if (!isShown && isFirst) tryAll(moreCandidatesFor(pair, place, spot, all));
  return {
    breaking: minimiseAll(searches.breaking, breaking, patience),
    harmless: minimiseAll(searches.harmless, harmless, patience),
    isCut: may.breaking && (some.left <= 0 || all.left <= 0),
  };
}

/** Names what is tried, among all that is tried at the same operation. */
function keyOf({ place: { kind, where, at } }: Question, { path, parts }: Spot, isFirst: boolean): string {
  return JSON.stringify([kind, where, at.pointer, path.map(({ key }) => key ?? ''), [...parts.before], [...parts.after], isFirst]);
}
