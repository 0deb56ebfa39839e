import type { Case } from '../case.ts';

/** Asks a mock for the example that a case is made from (`Prefer: code=401, example=wrongPassword`); other servers pass it over. */
export function withPreference(test: Case): Case {
  const [, status, example] = /\/example\/(\d{3})\/([^/]+)$/.exec(test.id) ?? [];
  if (test.kind !== 'example' || status === undefined) return test;
  return { ...test, request: { ...test.request, headers: { ...test.request.headers, Prefer: `code=${status}, example=${example}` } } };
}
