import { headerValues } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { fault, type Subject } from './subject.ts';

/** Whether the body, its length and its status fit together (RFC 9110, 6.4.1 and 8.6). */
export function checkFraming(subject: Subject): Fault[] {
  const { answer, request, at, show, expect } = subject;
  const { status, body } = answer;
  const [length] = headerValues(answer, 'content-length');
  const of = (rule: string, message: string, expected: string, actual: string) => fault(rule, message, expected, actual, at);
  const faults: Fault[] = [];
  const isBodiless = request.method === 'HEAD' || status === 204 || status === 304;
  if (isBodiless && body.length > 0)
    faults.push(of('body', `has a body with ${request.method} and ${status}`, 'no body', `${body.length} bytes`));
  if (!isBodiless && length !== undefined && length !== String(body.length))
    faults.push(of('header', 'has a Content-Length that is not the length of its body', String(body.length), show(length)));
  if (status === 204)
    for (const name of ['Content-Length', 'Content-Type', 'Transfer-Encoding'])
      for (const value of headerValues(answer, name)) faults.push(of('header', `has a ${name} without a body`, 'nothing', show(value)));
  if (expect.empty && status !== 204 && (body.length > 0 || headerValues(answer, 'content-type').length > 0))
    faults.push(of('body', 'is not empty', 'no body and no Content-Type', `${body.length} bytes`));
  return faults;
}
