import { describe, expect, it } from 'vitest';
import type { Result } from '../result.ts';
import type { Spec } from '../spec/spec.ts';
import { loadContract, operationOf, toExchange, toResult } from './contract.testing.ts';
import { coverage, type CoverageOptions } from './coverage.ts';
import { missing, percent, stateOf, type Dimension } from './item.ts';

const spec = await loadContract();
const addNote = operationOf(spec, 'addNote');
const getNote = operationOf(spec, 'getNote');
const today = new Date('2026-01-02T00:00:00Z');

/** The ids of what is covered in a dimension. */
function covered(dimension: Dimension, results: readonly Result[], options: Partial<CoverageOptions> = {}, of: Spec = spec): string[] {
  const found = coverage(of, results, { today, ...options }).dimensions[dimension];
  return found.filter((item) => item.covered).map(({ id }) => id);
}

function ids(dimension: Dimension): string[] {
  return coverage(spec, [], { today }).dimensions[dimension].map(({ id }) => id);
}

describe('responses', () => {
  it('has an item for each status and media type', () => {
    expect(ids('responses')).toEqual([
      'getNote/responses/200/application/json',
      'getNote/responses/200/text/plain',
      'getNote/responses/4XX',
      'getNote/responses/default',
      'latestNote/responses/204',
      'addNote/responses/201/application/json',
      'addNote/responses/400/application/json',
    ]);
  });

  it('is covered by an answer of that status and type, of a failed case as well', () => {
    const exchanges = [toExchange({ answer: {} })];
    expect(covered('responses', [toResult(getNote, {}, { verdict: 'failed', exchanges })])).toEqual([
      'getNote/responses/200/application/json',
    ]);
  });

  it('counts a range and the default only for what is not documented more precisely', () => {
    const answered = (status: number) => covered('responses', [toResult(getNote, {}, { exchanges: [toExchange({ status })] })]);
    expect(answered(404)).toEqual(['getNote/responses/4XX']);
    expect(answered(503)).toEqual(['getNote/responses/default']);
    expect(answered(200)).toEqual([]);
  });

  it('believes neither an inconclusive case, nor an unknown path, nor an answer that was not judged', () => {
    const exchanges = [toExchange({ status: 404 })];
    expect(covered('responses', [toResult(getNote, {}, { verdict: 'inconclusive', exchanges })])).toEqual([]);
    expect(covered('responses', [toResult(getNote, { kind: 'path' }, { exchanges })])).toEqual([]);
    expect(covered('responses', [toResult(getNote, {}, { exchanges: [...exchanges, toExchange({ answer: {} })] })])).toEqual([
      'getNote/responses/200/application/json',
    ]);
  });

  it('counts recorded traffic by method, most specific path and base path', () => {
    const at = (url: string, baseUrl?: string) =>
      covered('responses', [], { recorded: [toExchange({ url, status: 204 })], ...(baseUrl && { baseUrl }) });
    expect(at('http://h/api/notes/latest?x=1')).toEqual(['latestNote/responses/204']);
    expect(at('http://h/api/notes/7')).toEqual(['getNote/responses/default']);
    expect(at('http://h/stage/api/notes/latest')).toEqual([]);
    expect(at('http://h/stage/api/notes/latest', 'http://h/stage/')).toEqual(['latestNote/responses/204']);
  });
});

describe('headers', () => {
  it('asks for a value that fits', () => {
    const answered = (value: string) =>
      covered('headers', [toResult(getNote, {}, { exchanges: [toExchange({ answer: {}, answerHeaders: { 'x-count': value } })] })]);
    expect(answered('12')).toEqual(['getNote/headers/200/X-Count']);
    expect(answered('many')).toEqual([]);
  });
});

describe('examples', () => {
  it('covers both halves of a pair by the case that was made of it', () => {
    const at = addNote.responses[0]?.content[0]?.examples[0]?.at ?? addNote.at;
    const result = toResult(addNote, { kind: 'example', rule: 'short', at }, { exchanges: [toExchange({ status: 201 })] });
    expect(ids('examples')).toHaveLength(4);
    expect(covered('examples', [result])).toEqual([
      'addNote/examples/request/application/json/short',
      'addNote/examples/201/application/json/short',
    ]);
  });

  it('knows the same values in recorded traffic', () => {
    const body = { text: 'too long' };
    const recorded = [toExchange({ method: 'POST', url: 'http://h/api/notes', body, status: 400, answer: { error: 'text' } })];
    expect(covered('examples', [], { recorded })).toEqual([
      'addNote/examples/request/application/json/long',
      'addNote/examples/400/application/json/long',
    ]);
  });
});

describe('security', () => {
  const sent = (headers: Record<string, string>, url: string, status: number) =>
    covered('security', [toResult(getNote, {}, { exchanges: [toExchange({ headers, url, status })] })]);

  it('asks of each alternative that it was accepted and refused', () => {
    expect(ids('security')).toEqual([
      'getNote/security/token/accepted',
      'getNote/security/token/refused',
      'getNote/security/key/accepted',
      'getNote/security/key/refused',
    ]);
    expect(sent({ authorization: 'Bearer x' }, 'http://h/', 200)).toEqual(['getNote/security/token/accepted']);
    expect(sent({}, 'http://h/?key=1', 200)).toEqual(['getNote/security/key/accepted']);
    expect(sent({ authorization: 'Bearer x' }, 'http://h/', 401)).toEqual(['getNote/security/token/refused']);
  });

  it('takes a refusal without credentials for one of every alternative, and no other failure for one', () => {
    expect(sent({}, 'http://h/', 401)).toEqual(['getNote/security/token/refused', 'getNote/security/key/refused']);
    expect(sent({ authorization: 'Basic x' }, 'http://h/', 404)).toEqual([]);
  });

  it('does not ask for a refusal where nobody asks for credentials', async () => {
    const open = await loadContract(
      'openapi: 3.1.0\npaths: { /a: { get: { operationId: a, security: [{}], responses: { 200: { description: x } } } } }',
    );
    expect(coverage(open, [], { today }).dimensions.security.map(({ id }) => id)).toEqual(['a/security/anonymous/accepted']);
  });
});

describe('the sum', () => {
  it('is 100 exactly when nothing is missing', async () => {
    const text =
      'openapi: 3.1.0\npaths: { /a: { get: { operationId: a, responses: { 200: { description: x }, 500: { description: y } } } } }';
    const small = await loadContract(text);
    const results = [toResult(operationOf(small, 'a'), {}, { exchanges: [toExchange({ status: 200 })] })];
    const half = coverage(small, results, { today });
    expect([percent(half), missing(half).map(({ id }) => id)]).toEqual([50, ['a/responses/500']]);
    const waivers = [{ item: 'a/*/5*', reason: 'cannot be provoked', expires: '2026-01-02', at: spec.operations[0]?.at ?? addNote.at }];
    const waived = coverage(small, results, { today, waivers });
    expect([percent(waived), missing(waived), waived.dimensions.responses.map(stateOf)]).toEqual([100, [], ['covered', 'waived']]);
  });
});
