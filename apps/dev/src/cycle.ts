import { fold, inOrder, isBlocking, type Finding } from './finding.ts';

/** What became of one API since the base. */
export interface Verdict {
  api: string;
  /** `info.version` of the base and of the working tree; empty where there is no such side. */
  from: string;
  to: string;
  level: 'none' | 'patch' | 'minor' | 'major';
  /** The least version that the changes allow. */
  next: string;
  sufficient: boolean;
  /** The base as git names it; undefined for an API that is new. */
  base: string | undefined;
}

/** What lint says. */
export interface Linted {
  findings: readonly Finding[];
  /** What was found beyond those, by rule: it is counted and not located. */
  hidden: readonly Hidden[];
}

export interface Hidden {
  rule: string;
  count: number;
}

/** What the generator made of the contracts. */
export interface Generated {
  findings: readonly Finding[];
  /** Absolute paths of the files that were written or deleted. */
  written: readonly string[];
  /** Those of them in which more than comments changed, and which a compiler reads. */
  code: readonly string[];
  /** The APIs whose files on disk are not those of the contract as it is now, but of its last good state. */
  kept: readonly string[];
  /** The APIs that have no files, because their contract was never good. */
  missing: readonly string[];
  /** The bundled contracts by name, of the APIs that are kept as they last were good. */
  documents: Readonly<Record<string, object>>;
}

export interface Comparison {
  verdicts: readonly Verdict[];
  findings: readonly Finding[];
  /** What limits the verdict, such as that there is no git here. */
  remarks: readonly string[];
}

/** The parts of the loop. None of them rejects for a fault of a contract. */
export interface Stages {
  /** `changed`: absolute paths of the files that changed since the last call. */
  lint(changed: readonly string[]): Promise<Linted>;
  generate(): Promise<Generated>;
  /** `changed`: of source files and types alone. */
  compile(changed: readonly string[]): Promise<readonly Finding[]>;
  compare(): Promise<Comparison>;
  /** Whether the stories still fit the contracts; after `compare`, which has read those. */
  stories(): Promise<readonly Finding[]>;
}

/** What changed since the last cycle: absolute paths of all files, and of those the sources that the compiler has to look at again. */
export interface Changed {
  files: readonly string[];
  code: readonly string[];
}

/** All that is known after a save. */
export interface Outcome {
  findings: readonly Finding[];
  verdicts: readonly Verdict[];
  remarks: readonly string[];
  hidden: readonly Hidden[];
  types: Pick<Generated, 'written' | 'kept' | 'missing'>;
  documents: Generated['documents'];
  /** Nothing in the contracts blocks: mock and docs may follow. */
  contractsHold: boolean;
  /** And the handlers fit: the server may follow. */
  handlersFit: boolean;
  /** Milliseconds from the start of the stage to its end. */
  times: Readonly<Record<'lint' | 'generate' | 'compile' | 'compare' | 'stories' | 'all', number>>;
}

/**
 * Runs the stages once, side by side as far as they can be: lint in its thread beside the rest, the compiler in its process beside the comparison.
 * By the types of an earlier state no handler is judged.
 */
export async function runCycle(stages: Stages, changed: Changed, now: () => number): Promise<Outcome> {
  const start = now();
  const times: Record<string, number> = {};
  const timed = <T>(name: string, work: Promise<T>): Promise<T> => {
    const began = now();
    return work.finally(() => (times[name] = now() - began));
  };
  const outcome = toOutcome(await runStages(stages, changed, timed));
  return { ...outcome, times: { lint: 0, generate: 0, compile: 0, compare: 0, stories: 0, ...times, all: now() - start } };
}

/** What each stage says. */
interface Said {
  linted: Linted;
  generated: Generated;
  compiled: readonly Finding[];
  compared: Comparison;
  told: readonly Finding[];
}

async function runStages(
  stages: Stages,
  { files, code }: Changed,
  timed: <T>(name: string, work: Promise<T>) => Promise<T>,
): Promise<Said> {
  const linting = timed('lint', stages.lint(files));
  const generated = await timed('generate', stages.generate());
  const compiling = timed('compile', stages.compile([...generated.code, ...code]));
  const comparing = timed('compare', stages.compare());
  const telling = comparing.then(() => timed('stories', stages.stories()));
  const [linted, compiled, compared, told] = await Promise.all([linting, compiling, comparing, telling]);
  return { linted, generated, compiled, compared, told };
}

function toOutcome({ linted, generated, compiled, compared, told }: Said): Omit<Outcome, 'times'> {
  const { written, kept, missing, documents } = generated;
  const without = [...kept, ...missing];
  // What is no Arazzo is no story either: once is enough.
  const isSaid = ({ file }: Finding) => linted.findings.some((finding) => finding.file === file && isBlocking(finding));
  const ofStories = told.filter((finding) => !isSaid(finding));
  const ofContracts = [...linted.findings, ...ofStories, ...generated.findings, ...compared.findings];
  const ofHandlers = compiled.filter(({ file }) => !without.some((api) => file.includes(`/apis/${api}/`)));
  const contractsHold = !ofContracts.some(isBlocking);
  return {
    findings: fold(inOrder([...ofContracts, ...ofHandlers])),
    hidden: linted.hidden,
    verdicts: compared.verdicts,
    remarks: compared.remarks,
    types: { written, kept, missing },
    documents,
    contractsHold,
    handlersFit: contractsHold && without.length === 0 && !compiled.some(isBlocking),
  };
}
