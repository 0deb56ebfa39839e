import { createCourier } from '../run/courier.ts';
import { createPreparer } from '../run/prepare.ts';
import { createTarget } from '../run/target.ts';
import { headerOf } from './wire.ts';
import { answerMutants } from './answers/answers.ts';
import type { Bench } from './bench.ts';
import { contractMutants } from './contract/contract.ts';
import type { AnyMutant } from './mutant.ts';
import type { Admit } from './requests/credentials.ts';
import { goodCase } from './requests/good.ts';
import { requestMutants } from './requests/requests.ts';
import { toSite } from './site.ts';

/** Every mutant that the contracts give, made from what they say and how the right server answered. Equal contracts give equal ids. */
export function mutantsOf(bench: Bench): AnyMutant[] {
  const results = [...bench.results.values()];
  const admit = createAdmit(bench);
  const wanted = bench.contracts.filter(({ spec }) => bench.apis.includes(spec.name));
  const all = wanted.flatMap((contract) => {
    const sites = contract.spec.operations.map((operation) => toSite(contract, operation, results, bench.headers));
    return [...sites.flatMap((site) => [...answerMutants(site), ...requestMutants(site, admit)]), ...contractMutants(sites)];
  });
  // Two ways to the same fault, e.g. the same member of two branches, are one.
  return [...new Map(all.map((mutant) => [mutant.id, mutant])).values()];
}

/** Good credentials are those that a case would send that is let in. */
function createAdmit({ baseUrl, timeout, signal }: Bench): Admit {
  return async (site, scheme) => {
    const test = goodCase(site);
    if (!test) return undefined;
    const courier = createCourier({ timeout, maxBytes: 2 ** 24, wait: 0, signal });
    try {
      const { request } = await createPreparer(courier, createTarget(baseUrl)).prepare(test.request, false);
      return request && headerOf(request, scheme.name);
    } finally {
      courier.close();
    }
  };
}
