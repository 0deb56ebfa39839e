import { headerValues } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { fault, type Subject } from './subject.ts';

/** What HTTP itself adds to an answer, and what the check of framing looks at. */
const transport = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * Headers that all answers carry, if somebody says which: those must be there, with their value, and besides them and the documented ones none.
 * `known` holds the names of the documented ones, in lower case.
 */
export function checkSurplus(subject: Subject, known: ReadonlySet<string>): Fault[] {
  const { answer, at, show, headers, tolerate = [] } = subject;
  if (!headers) return [];
  const common = Object.entries(headers);
  const names = new Set([...known, ...transport, ...tolerate, ...common.map(([name]) => name.toLowerCase())]);
  const surplus = [...new Set(answer.headers.map(([name]) => name.toLowerCase()))].filter((name) => !names.has(name));
  const missed = common.filter(([name, value]) => {
    const values = headerValues(answer, name);
    return values.length !== 1 || (value !== null && values[0] !== value);
  });
  return [
    ...missed.map(([name, value]) =>
      fault('header', `its ${name} is not that of every answer`, value ?? 'any value', show(headerValues(answer, name).join(', ')), at),
    ),
    ...surplus.map((name) =>
      fault('header', `has the header ${name}, which nobody documents`, 'nothing', show(headerValues(answer, name).join(', ')), at),
    ),
  ];
}
