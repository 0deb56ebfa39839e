import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from '../../../apps/dev/test/project.ts';
import { createSequence, shuffle } from '../statistics.ts';

export interface Saved {
  api: string;
  file: string;
  before: string;
  text: string;
}

/** What a designer changes: words, bounds, values, names, references; most of it sound, some of it half done or wrong. */
const changes: readonly [pattern: RegExp, to: string][] = [
  [/^( +(?:description|summary): )(\w.*)$/gm, '$1Now: $2'],
  [/^( +maxLength: )(\d+)$/gm, '$1$21'],
  [/^( +minLength: )(\d+)$/gm, '$13'],
  [/^( +)(required: \[\w+), /gm, '$1$2x, '],
  [/^( +\$ref: '#\/components\/\w+\/\w)(.*)$/gm, '$1$1$2'],
  [/^( +)(type: )(integer|string)$/gm, '$1$2 boolean'],
  [/^( +enum: \[)(.*)$/gm, '$1another, $2'],
  [/^( +operationId: )(\w+)$/gm, '$1$2Anew'],
  [/^( +)(format: )(\w[\w-]*)$/gm, '$1# $2$3'],
  [/^( +)(summary: )(\w.*)$/gm, '$1sumary: $3'],
  [/^( +'4\d\d'):$/gm, "          '418':"],
  [/^( {2,})(\w+):$/gm, '\t$2:'],
];

/** `count` edits, always the same, of each kind as many: of one contract, or of all of the project with the files they share. */
export function editsOf(project: Project, count: number, api: string | undefined): Saved[] {
  const next = createSequence(1);
  const files = api === undefined ? own : [{ api, file: `specs/${api}/openapi.yaml` }];
  const texts = files.map((each) => ({ ...each, before: project.read(each.file) }));
  const kinds = changes.map(([pattern, to]) => {
    const places = texts.flatMap(({ before, ...each }) => [...before.matchAll(pattern)].map((match) => ({ ...each, before, match })));
    return shuffle(places, next).map(({ match: { index, 0: match }, before, ...each }) => {
      const changed = match.replace(new RegExp(pattern.source, 'm'), to);
      return { ...each, before, text: before.slice(0, index) + changed + before.slice(index + match.length) };
    });
  });
  const turns = Array.from({ length: count }, (_, turn) => kinds.flatMap((kind) => kind.slice(turn, turn + 1)));
  return turns.flat().slice(0, count);
}

const own = [
  { api: 'sign-in', file: 'specs/sign-in/openapi.yaml' },
  { api: 'login', file: 'specs/login/openapi.yaml' },
  { api: 'platform', file: 'specs/platform/openapi.yaml' },
  { api: 'sign-in', file: 'specs/sign-in/operations/me.yaml' },
  { api: 'login', file: 'specs/login/operations/current-user.yaml' },
  { api: 'sign-in', file: 'specs/shared/headers.yaml' },
];

/** A contract from elsewhere as one more API, known on `main`. @returns its name */
export function addContract(project: Project, file: string): string {
  const api = 'public';
  mkdirSync(join(project.root, 'specs', api));
  copyFileSync(file, join(project.root, 'specs', api, 'openapi.yaml'));
  project.commit();
  return api;
}
