import type { Fault } from '../result.ts';
import type { Body } from './body.ts';
import { fault, type Subject } from './subject.ts';

/** Signs that an error tells what only its server should know, each sure enough to be no accident. */
const signs: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /(?:^|\n)\s+at (?:async )?[\w$.<>[\] ]+ ?\([^()\n]+:\d+(?::\d+)?\)/],
  ['a stack trace', /(?:^|\n)\s+at (?:file:\/\/)?\/[^\s:]+:\d+:\d+/],
  [
    'a stack trace',
    /Traceback \(most recent call last\)|File "[^"\n]+\.py", line \d+|\bgoroutine \d+ \[|\.java:\d+\)|\bat [\w.]+ in [^\n]+:line \d+/,
  ],
  [
    'a path of its files',
    /\/node_modules\/|\/site-packages\/|\/vendor\/[\w-]+\/[\w-]+\/|(?:\/home|\/Users|\/var\/www|\/usr\/src|\/srv|\/opt|\/app)\/[\w./-]+\.(?:[cm]?[jt]s|py|rb|php|go|java|cs)\b/,
  ],
  ['a path of its files', /\b[A-Z]:\\(?:[\w .-]+\\)+[\w.-]+\.(?:js|ts|py|cs|php|dll)\b/],
  [
    'its database',
    /SQLSTATE\[|\bSQLITE_[A-Z]+|\bORA-\d{5}\b|\bER_[A-Z]+_[A-Z_]+\b|syntax error at or near|duplicate key value violates|relation "[^"]+" does not exist|no such (?:table|column): |\bE11000 /,
  ],
  [
    'its database',
    /\bselect\s[^;\n]{1,300}\sfrom\s+["`\w.]+\s[^;\n]{0,200}(?:[=<>]|\blimit \d|\bin \(|\blike ')|\binsert into\s+["`\w.]+\s*\(|\bupdate\s+["`\w.]+\s+set\s+["`\w.]+\s*=/i,
  ],
  ['an address in its network', /\b(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|getaddrinfo)\s+[\w.:-]+/],
];

/** An error that shows what is behind it. What the request itself said may come back. */
export function checkLeaks({ answer, request, media, at, show }: Subject, { json, text }: Body): Fault[] {
  if (answer.status < 400) return [];
  const sent = request.body === undefined ? '' : new TextDecoder().decode(request.body);
  const texts = json ? stringsOf(json.value) : [text ?? new TextDecoder().decode(answer.body)];
  const all = texts.join('\n\n');
  const found = signs.flatMap(([what, pattern]) => {
    const [match] = pattern.exec(all) ?? [];
    return match === undefined || sent.includes(match) ? [] : [{ what, match: match.trim() }];
  });
  return found
    .slice(0, 1)
    .map(({ what, match }) => fault('leak', `shows ${what}`, 'what went wrong, and nothing of the inside', show(match), media?.at ?? at));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
