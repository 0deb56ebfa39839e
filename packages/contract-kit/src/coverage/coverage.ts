import type { Gap } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import { createOracle, type Oracle } from '../oracle.ts';
import type { Result } from '../result.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import { coverExamples } from './examples.ts';
import { coverHeaders } from './headers.ts';
import { dimensions, type Coverage, type Dimension, type Item } from './item.ts';
import { coverKeywords } from './keywords.ts';
import { observe } from './observed.ts';
import { coverResponses } from './responses.ts';
import { createRouter } from './route.ts';
import { coverSecurity } from './security.ts';
import { waiveStates } from './unreached.ts';
import { applyWaivers, type Waiver } from './waivers.ts';

export interface CoverageOptions {
  /** Other traffic to the same server, e.g. of end-to-end tests. It counts as seen; nobody has judged it. */
  recorded?: readonly Exchange[];
  /** Of `cases`: what is implied or unreachable is excused. */
  gaps?: readonly Gap[];
  waivers?: readonly Waiver[];
  /** Where the recorded traffic went, if that address has a path of its own. */
  baseUrl?: string;
  /** One that has compiled this contract's schemas before spares the time to do it again. */
  oracle?: Oracle;
  /** Nobody here can bring states about, so what only they would show is waived. */
  isOutside?: boolean;
  /** Waivers are held against this day (UTC). */
  today: Date;
}

/** Which sentences of a contract the results, and recorded traffic, have exercised. */
export function coverage(spec: Spec, results: readonly Result[], options: CoverageOptions): Coverage {
  const { recorded = [], gaps = [], waivers = [], baseUrl, isOutside = false, today } = options;
  const seen = observe(results, recorded, createRouter(spec, baseUrl));
  const oracle = tolerate(options.oracle ?? createOracle(spec.schemas));
  const gapsOf = Map.groupBy(gaps, ({ operation }) => operation);
  const cover = {
    responses: (operation) => coverResponses(operation, seen.get(operation) ?? []),
    keywords: (operation) => coverKeywords(spec.schemas, oracle, operation, seen.get(operation) ?? [], gapsOf.get(operation) ?? []),
    headers: (operation) => coverHeaders(operation, seen.get(operation) ?? [], oracle),
    examples: (operation) => coverExamples(operation, seen.get(operation) ?? []),
    security: (operation) => coverSecurity(operation, seen.get(operation) ?? []),
  } satisfies Record<Dimension, (operation: Operation) => Item[]>;

  const all = dimensions.flatMap((dimension) => spec.operations.flatMap(cover[dimension]).map((item) => ({ dimension, item })));
  const found = all.map(({ item }) => item);
  const waived = applyWaivers(found, waivers, { today, operations: spec.operations.map(({ id }) => id) });
  const items = isOutside ? waiveStates(waived.items, results) : waived.items;
  const of = (dimension: Dimension) => items.filter((_, index) => all[index]?.dimension === dimension);
  return {
    dimensions: {
      responses: of('responses'),
      keywords: of('keywords'),
      headers: of('headers'),
      examples: of('examples'),
      security: of('security'),
    },
    remarks: waived.remarks,
  };
}

/** A schema that cannot be compiled is a remark elsewhere; here it shows nothing. */
function tolerate(oracle: Oracle): Oracle {
  const attempt = <T>(judge: () => T, otherwise: T): T => {
    try {
      return judge();
    } catch {
      return otherwise;
    }
  };
  return {
    ...oracle,
    breaches: (schema, value) => attempt(() => oracle.breaches(schema, value), []),
    isValid: (schema, value) => attempt(() => oracle.isValid(schema, value), false),
  };
}
