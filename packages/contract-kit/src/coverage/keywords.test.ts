import { describe, expect, it } from 'vitest';
import type { Gap } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import type { Result } from '../result.ts';
import { loadSpec } from '../spec/load.ts';
import { loadContract, operationOf, toExchange, toResult } from './contract.testing.ts';
import { coverage } from './coverage.ts';
import type { Item } from './item.ts';

const spec = await loadContract();
const addNote = operationOf(spec, 'addNote');
const today = new Date('2026-01-02T00:00:00Z');
const prefix = 'addNote/keywords/';

function items(results: readonly Result[], gaps: readonly Gap[] = [], recorded: readonly Exchange[] = []): readonly Item[] {
  return coverage(spec, results, { today, gaps, recorded }).dimensions.keywords;
}

function covered(results: readonly Result[], recorded: readonly Exchange[] = []): string[] {
  return items(results, [], recorded).flatMap((item) => (item.covered ? [item.id.replace(prefix, '')] : []));
}

const at = (pointer: string) => ({ file: '/contracts/notes.yaml', line: 1, column: 1, pointer });
const maxLength = at('/components/schemas/Note/properties/text/maxLength');
const post = (body: unknown, status: number) => toExchange({ method: 'POST', url: 'http://h/api/notes', body, status });

describe('what is asked for', () => {
  it('is both sides of each keyword, once for each place where it is written', () => {
    const found = items([]).filter(({ operation, aspect }) => operation === 'addNote' && aspect === 'fail');
    expect(found.map(({ id }) => id.replace(prefix, ''))).toEqual([
      'body/required/fail',
      'body/type/fail',
      'body/additionalProperties/fail',
      'body/required~2/fail',
      'body.text/type/fail',
      'body.text/maxLength/fail',
      'body.kind/oneOf/fail',
      'body.kind(oneOf 1)/type/fail',
      'body.kind(oneOf 1)/const/fail',
      'body.kind(oneOf 2)/type/fail',
      'body.kind(oneOf 2)/minimum/fail',
    ]);
    expect(found.find(({ id }) => id.includes('maxLength'))?.at).toMatchObject({ file: '/contracts/notes.yaml', line: 15 });
  });

  it('holds parameters too; a path without one is another path', () => {
    const found = items([]).filter(({ operation }) => operation === 'getNote');
    expect(found.map(({ what, aspect }) => `${what} ${aspect}`)).toEqual([
      'path.id required pass',
      'path.id type pass',
      'path.id type fail',
      'path.id minimum pass',
      'path.id minimum fail',
    ]);
  });
});

describe('what covers it', () => {
  it('is a case for that place, rule and side, whatever came back', () => {
    const exchanges = [toExchange({ status: 500 })];
    const made = { at: maxLength, rule: 'maxLength', side: 'fail' } as const;
    expect(covered([toResult(addNote, made, { verdict: 'failed', exchanges })])).toEqual(['body.text/maxLength/fail']);
    expect(covered([toResult(addNote, { ...made, rule: 'minLength' }, { exchanges })])).toEqual([]);
    expect(covered([toResult(addNote, { ...made, at: at('/elsewhere') }, { exchanges })])).toEqual([]);
    expect(covered([toResult(addNote, made, { verdict: 'inconclusive', exchanges })])).toEqual([]);
    expect(covered([toResult(addNote, made, {})])).toEqual([]);
  });

  it('is a part of a list of names, or the body that is absent', () => {
    const exchanges = [toExchange({ status: 400 })];
    const required = { at: at('/components/schemas/Note/required/0'), rule: 'required', side: 'fail' } as const;
    expect(covered([toResult(addNote, required, { exchanges })])).toEqual(['body/required~2/fail']);
    const media = addNote.body?.content[0]?.at ?? addNote.at;
    expect(covered([toResult(addNote, { at: media, rule: 'required', side: 'fail' }, { exchanges })])).toEqual(['body/required/fail']);
  });

  it('is what an accepted body keeps, down to the branch that fits', () => {
    const kept = covered([], [post({ text: 'hi', kind: 4 }, 201)]);
    expect(kept).toEqual([
      'body/required/pass',
      'body/type/pass',
      'body/additionalProperties/pass',
      'body/required~2/pass',
      'body.text/type/pass',
      'body.text/maxLength/pass',
      'body.kind/oneOf/pass',
      'body.kind(oneOf 2)/type/pass',
      'body.kind(oneOf 2)/minimum/pass',
    ]);
  });

  it('is not a body that was refused, nor one that was accepted against the contract', () => {
    expect(covered([], [post({ text: 'hi' }, 401)])).toEqual([]);
    expect(covered([], [post({ text: 'too long' }, 201)])).toEqual(['body/required/pass']);
  });

  it('is the one keyword that a refused body breaks', () => {
    expect(covered([], [post({ text: 'too long' }, 400)])).toEqual(['body.text/maxLength/fail']);
    expect(covered([], [post({ text: 'too long', more: 1 }, 400)])).toEqual([]);
    expect(covered([], [post({ text: 'too long' }, 401)])).toEqual([]);
  });

  it('is every branch of a composition that no branch of fits', () => {
    expect(covered([], [post({ text: 'hi', kind: 'b' }, 400)])).toEqual([
      'body.kind/oneOf/fail',
      'body.kind(oneOf 1)/const/fail',
      'body.kind(oneOf 2)/type/fail',
    ]);
    expect(covered([], [post({ text: 'too long', kind: 'b' }, 400)])).toEqual([]);
  });

  it('is a parameter in an accepted URL', () => {
    const recorded = [toExchange({ url: 'http://h/api/notes/7' })];
    expect(covered([], recorded)).toEqual(
      ['path.id/required/pass', 'path.id/type/pass', 'path.id/minimum/pass'].map((id) => `getNote/keywords/${id}`),
    );
  });
});

describe('what cannot be covered', () => {
  const gap = (reason: string): Gap => ({ operation: addNote, at: maxLength, rule: 'maxLength', side: 'fail', reason });
  const found = (reason: string) => items([], [gap(reason)]).find(({ id }) => id.endsWith('maxLength/fail'));

  it('is excused with its reason if the contract implies it', () => {
    expect(found('unreachable: no text is longer')).toMatchObject({ covered: false, excuse: 'unreachable: no text is longer' });
  });

  it('is missing with a note if the kit only did not manage', () => {
    expect(found('no value was found')).toMatchObject({ covered: false, note: 'no value was found' });
    expect(found('no value was found')?.excuse).toBeUndefined();
  });

  it('goes by what a case maker says of it rather than by its words', () => {
    const made = (unreachable: boolean) =>
      items([], [{ ...gap('unreachable'), unreachable }]).find(({ id }) => id.endsWith('maxLength/fail'));
    expect([made(true)?.excuse, made(false)?.excuse, made(false)?.note]).toEqual(['unreachable', undefined, 'unreachable']);
  });

  it('is a format that nothing checks', async () => {
    const text = `openapi: 3.1.0
paths: { /a: { get: { operationId: a, parameters: [{ name: q, in: query, schema: { format: colour } }], responses: {} } } }`;
    const odd = coverage(await loadSpec('/odd.yaml', text), [], { today }).dimensions.keywords;
    expect(odd.map(({ excuse }) => excuse)).toEqual(['nothing checks the format colour', 'nothing checks the format colour']);
  });
});

it('ends in a schema that contains itself, and reads what it is made of', async () => {
  const text = `openapi: 3.1.0
components: { schemas: { Tree: { allOf: [{ $ref: '#/components/schemas/Tree' }, { type: array, items: { $ref: '#/components/schemas/Tree' }, maxItems: 2 }] } } }
paths: { /a: { post: { operationId: a, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tree' } } } }, responses: {} } } }`;
  const tree = await loadSpec('/tree.yaml', text);
  const found = coverage(tree, [], { today }).dimensions.keywords;
  expect(found.map(({ what }) => what)).toEqual([
    'body(allOf 2) type',
    'body(allOf 2) type',
    'body(allOf 2) maxItems',
    'body(allOf 2) maxItems',
  ]);
});
