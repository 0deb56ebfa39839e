import type { Case, Expectation, Gap } from '../case.ts';
import type { Location } from '../spec/location.ts';
import type { SchemaObject } from '../spec/spec.ts';
import { toRequest, type Draft } from './draft.ts';
import type { Target } from './target.ts';

/** What the id of a case is made of besides its operation, kind and rule. */
interface Name {
  where: string;
  variant: string;
}
export type Sketch = Omit<Case, 'id'> & Name;
/** What makes cases of one kind for one operation. */
export type Maker = (target: Target) => Iterable<Sketch | Gap>;

type Idea = Pick<Sketch, 'kind' | 'at' | 'where' | 'rule' | 'variant' | 'side' | 'title' | 'given'> & {
  draft: Draft;
  expect: Expectation;
  twin?: Draft;
};

export function toSketch({ operation }: Target, { draft, expect, twin, ...idea }: Idea): Sketch {
  return {
    ...idea,
    operation,
    request: toRequest(draft),
    expect: draft.madeUp === true && expect.credentials === undefined ? { ...expect, credentials: 'made-up' } : expect,
    ...(twin && { twin: toRequest(twin) }),
  };
}

export function toGap({ operation }: Target, at: Location, rule: string, side: Gap['side'], reason: string): Gap {
  return { operation, at, rule, side, reason };
}

export function isGap(finding: Sketch | Gap): finding is Gap {
  return 'reason' in finding;
}

/** Where a keyword is written; `fallback` for a schema that is not written anywhere. */
export function locateKeyword({ contract }: Target, owner: SchemaObject, keyword: string, fallback: Location): Location {
  try {
    return contract.spec.schemas.locate(owner, keyword);
  } catch {
    return fallback;
  }
}
