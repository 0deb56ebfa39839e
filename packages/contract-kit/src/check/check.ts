import { isAnswer, type Exchange } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { checkBodyStatus, checkSchema, readBody } from './body.ts';
import { checkSecrets } from './echo.ts';
import { checkAccepted, checkExample, checkUnlike } from './example.ts';
import { checkFields } from './fields.ts';
import { checkFraming } from './framing.ts';
import { checkHeaders } from './header.ts';
import { checkLeaks } from './leak.ts';
import { checkContentType } from './media-type.ts';
import { checkStatus, isExpected } from './status.ts';
import { fault, toSubject, type CheckOptions } from './subject.ts';
import { checkTokens } from './token.ts';

/**
 * Holds an answer to the whole contract and to what its case expects. No fault: it keeps every sentence. What a case expects of the body is asked
 * only of an answer that has the status it expects.
 */
export function check({ request, answer }: Exchange, options: CheckOptions): Fault[] {
  const { expect, operation } = options;
  if (!isAnswer(answer)) return [fault('connection', answer.message, `${expect.statuses.join(' or ')}`, answer.kind, operation.at)];
  const subject = toSubject(request, answer, options);
  const body = readBody(subject);
  return [
    ...checkStatus(subject),
    ...checkContentType(subject),
    ...checkHeaders(subject),
    ...checkFraming(subject),
    ...body.faults,
    ...checkSchema(subject, body),
    ...checkTokens(subject, body),
    ...checkBodyStatus(subject, body),
    ...(isExpected(subject)
      ? [...checkExample(subject, body), ...checkAccepted(subject, body), ...checkUnlike(subject, body), ...checkFields(subject, body)]
      : []),
    ...checkSecrets(subject, body),
    ...checkLeaks(subject, body),
  ];
}
