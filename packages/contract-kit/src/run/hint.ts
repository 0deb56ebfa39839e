import { headerValues, isAnswer, type Answer } from '../exchange.ts';
import { mediaTypeOf } from '../check/media-type.ts';
import type { Result } from '../result.ts';
import { firstExchange } from './attempt.ts';

/** Enough to tell a wrong address from one wrong operation. */
const few = 5;

/** What a person most likely got wrong, if the first answers all look like it. */
export function hintOf(results: readonly Result[], baseUrl: string): string | undefined {
  const first = results
    .map(firstExchange)
    .filter((exchange) => exchange !== undefined)
    .slice(0, few);
  const answers = first.map(({ answer }) => answer).filter(isAnswer);
  const [answer] = answers;
  if (!answer) return first.length > 0 ? `${baseUrl} gave no answer that could be read: is it the server that is meant?` : undefined;
  if (answers.length < first.length) return undefined;
  const location = headerValues(answer, 'location')[0];
  if (answers.every(isRedirect) && location !== undefined)
    return `${baseUrl} sends everything elsewhere: should the base URL be that of ${location}?`;
  if (answers.every(isPage)) return `${baseUrl} answers with web pages: is it the API, or a page in front of it?`;
  return undefined;
}

function isRedirect({ status }: Answer): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function isPage(answer: Answer): boolean {
  return mediaTypeOf(answer)?.essence === 'text/html';
}
