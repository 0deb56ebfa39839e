import type { TrafficMutant } from '../mutant.ts';
import { toAnswerMutant, type Site } from '../site.ts';
import { bodyIdeas } from './body.ts';
import { errorIdeas } from './errors.ts';
import { headerIdeas } from './headers.ts';
import { mediaTypeIdeas } from './media-type.ts';
import { propertyIdeas } from './properties.ts';
import { sameIdeas } from './same.ts';
import { secretIdeas } from './secrets.ts';
import { statusIdeas } from './status.ts';
import { tokenIdeas } from './tokens.ts';

/** Every way to answer wrongly, once for each status that the right server was seen to answer. */
export function answerMutants(site: Site): TrafficMutant[] {
  return site.reached.flatMap((response) =>
    [
      ...statusIdeas(site, response),
      ...headerIdeas(site, response),
      ...mediaTypeIdeas(response),
      ...bodyIdeas(response),
      ...propertyIdeas(site, response),
      ...errorIdeas(site, response),
      ...secretIdeas(site, response),
      ...sameIdeas(site, response),
      ...tokenIdeas(site, response),
    ].map((idea) => toAnswerMutant(site, response, idea)),
  );
}
