import type { TrafficMutant } from '../mutant.ts';
import { toLiveMutant, type Site } from '../site.ts';
import { boundIdeas } from './bounds.ts';
import { credentialIdeas, type Admit } from './credentials.ts';
import { laxIdeas } from './lax.ts';
import { mediaTypeIdeas } from './media-type.ts';
import { routeIdeas } from './route.ts';
import { sessionIdeas } from './sessions.ts';
import { sizeIdeas } from './size.ts';
import { syntaxIdeas } from './syntax.ts';
import { valueIdeas } from './values.ts';

/** Every way to judge something else than was sent. The right server stands behind them. */
export function requestMutants(site: Site, admit: Admit): TrafficMutant[] {
  return [
    ...laxIdeas(site),
    ...boundIdeas(site),
    ...syntaxIdeas(site),
    ...mediaTypeIdeas(site),
    ...sizeIdeas(site),
    ...routeIdeas(site),
    ...credentialIdeas(site, admit),
    ...valueIdeas(site),
    ...sessionIdeas(site),
  ].map((idea) => toLiveMutant(site, idea));
}
