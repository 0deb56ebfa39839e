import type { Fault } from '../result.ts';
import type { Body } from './body.ts';
import { issuesOf, textsOf, type Issue } from './issues.ts';
import { fault, type Subject } from './subject.ts';
import { lastName, normalise, says } from './words.ts';

/** The error names a field that is at fault, and blames no other. */
export function checkFields(subject: Subject, { json, text }: Body): Fault[] {
  const { expect, answer, media, at, show, request } = subject;
  if (!expect.fields || expect.fields.length === 0 || request.method === 'HEAD') return [];
  const fields = expect.fields.map(lastName);
  const others = (expect.others ?? []).map(lastName).filter((name) => !fields.some((field) => normalise(field) === normalise(name)));
  const body = json ? json.value : (text ?? '');
  const issues = issuesOf(body);
  const texts = [...textsOf(body), ...issues.flatMap((issue) => issue.texts)];
  const blamed = others.filter((name) => issues.some((issue) => blames(issue, name, fields)));
  const isNamed = fields.some((name) => texts.some((one) => says(one, name)));
  const wanted = fields.join(' or ');
  const actual = show(json ? json.value : text) || `${answer.body.length} bytes`;
  const of = (message: string) => [fault('field', message, wanted, actual, media?.at ?? at)];
  if (isNamed) return blamed.length > 0 ? of(`blames ${blamed.join(' and ')} as well`) : [];
  const instead = blamed.length > 0 ? blamed : others.filter((name) => texts.some((one) => says(one, name)));
  return of(instead.length > 0 ? `names ${instead.join(' and ')} instead of ${wanted}` : `does not name ${wanted}, the field at fault`);
}

/** An issue that also speaks of a field at fault is about that one. */
function blames({ blames: subjects, texts }: Issue, name: string, fields: readonly string[]): boolean {
  return subjects.includes(normalise(name)) && !texts.some((text) => fields.some((field) => says(text, field)));
}
