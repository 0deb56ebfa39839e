import { describe, expect, test } from 'vitest';
import { parseDocument } from '../spec/document.ts';
import { readCriteria } from './criterion.ts';
import type { Scope } from './expression.ts';
import type { Place } from './names.ts';

const body = { name: 'Ada', age: 36, tags: ['a', 'b'], admin: true, nothing: null, pets: [{ kind: 'cat', lives: 9 }, { kind: 'dog' }] };

const scope: Scope = {
  inputs: { name: 'ADA', user: { email: 'a@b.c' } },
  steps: new Map([['first', { token: 'x' }]]),
  workflows: new Map([['other', { inputs: { a: 1 }, outputs: { b: 2 } }]]),
  servers: new Map([['api', 'http://localhost/v1']]),
  outputs: { called: 'yes' },
  exchange: {
    request: { method: 'POST', url: 'http://localhost/v1/7?q=1', headers: [['X-Sent', 'sent']], body: new TextEncoder().encode('text') },
    path: { id: 7 },
    query: { q: 1 },
    answer: {
      status: 200,
      headers: [
        ['content-type', 'application/problem+json; charset=utf-8'],
        ['X-Count', '12'],
      ],
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
  },
};

const workflow = {
  inputs: new Set(['name', 'user']),
  outputs: new Set(['b']),
  steps: new Map([['first', new Set(['token', 'gone', 'missing'])]]),
};
const names = {
  sources: new Set(['api']),
  workflows: new Map([
    ['story', workflow],
    ['other', { ...workflow, inputs: new Set(['a']) }],
  ]),
};
const place: Place = { names, workflowId: 'story', phase: 'before' };

function read(criterion: Record<string, unknown>) {
  const document = parseDocument('/story.yaml', JSON.stringify({ successCriteria: [criterion] }));
  const [first] = readCriteria({ document, pointer: '', value: document.value }, 'successCriteria', place);
  if (!first) throw new Error('no criterion');
  return first;
}

function holds(condition: string): boolean {
  return read({ condition }).holds(scope);
}

describe('a simple condition', () => {
  test.each([
    '$statusCode == 200',
    '$statusCode != 201',
    '$statusCode < 201',
    '$statusCode <= 200',
    '$statusCode > 199',
    '$statusCode >= 200',
    '!($statusCode == 201)',
    '$statusCode == 201 || $statusCode == 200',
    '$statusCode == 200 && $response.body#/age == 36',
    '$statusCode == 200 || $statusCode == 1 && $statusCode == 2',
    '!$response.body#/nothing',
    '$response.body#/admin',
    '$response.body#/admin == true',
    '$response.body#/nothing == null',
    '$response.body#/absent == null',
    "$response.body#/name == 'ada'",
    "$response.body#/name < 'b'",
    "$response.body#/name != 'it''s'",
    '$response.body#/name == $inputs.name',
    "$response.body#/tags[1] == 'b'",
    "$response.body#/pets[0].kind == 'cat'",
    "$response.body#/pets/1/kind == 'dog'",
    '$response.header.X-Count == 12',
    '$response.header.x-count > 9',
    "$inputs.user.email == 'a@b.c'",
    "$inputs.user#/email == 'a@b.c'",
    "$steps.first.outputs.token == 'x'",
    '$workflows.other.inputs.a == 1',
    '$workflows.other.outputs.b == 2',
    "$outputs.called == 'yes'",
    "$sourceDescriptions.api.url == 'http://localhost/v1'",
    "$url == 'http://localhost/v1/7?q=1'",
    "$method == 'post'",
    '$request.path.id == 7',
    '$request.query.q == 1',
    "$request.header.X-Sent == 'sent'",
    "$request.body == 'text'",
    '-1 < $response.body#/age',
    '$response.body#/age == 3.6e1',
  ])('%s', (condition) => {
    expect(holds(condition)).toBe(true);
    expect(holds(`!(${condition})`)).toBe(false);
  });

  test.each([
    '$response.body#/absent == $steps.first.outputs.missing',
    "$response.body#/absent != 'x'",
    '$response.body#/absent != null',
    '$response.body#/absent',
    '$response.body#/age < 36',
    '$response.body#/age > 36',
    "$response.body#/age < 'b'",
    '$response.body#/pets == $response.body#/tags',
    '($statusCode == 200 || $statusCode == 1) && $statusCode == 2',
    '$response.body#/constructor',
  ])('does not hold: %s', (condition) => {
    expect(holds(condition)).toBe(false);
  });

  test.each([
    ['$statusCode == ', 'a value expected at character 16'],
    ['$statusCode = 200', 'an operator expected at character 13'],
    ['$statusCode == 200 200', 'an operator expected at character 20'],
    ['($statusCode == 200', 'a closing parenthesis expected'],
    ["$response.body#/a[x] == 'y'", 'an index expected'],
    ['statusCode == 200', 'a value expected at character 1'],
    ['200 == 200', 'a condition that looks at nothing'],
    ['$statuscode == 200', 'not a runtime expression that is supported: $statuscode'],
    ['$message.payload == 1', 'not a runtime expression that is supported'],
    ['$steps.second.outputs.token == 1', 'there is no step second'],
    ['$steps.first.outputs.tokens == 1', 'step first has no output tokens'],
    ['$inputs.nickname == 1', 'the workflow has no input nickname'],
    ['$workflows.third.outputs.b == 1', 'there is no workflow third'],
    ['$workflows.other.inputs.z == 1', 'no workflow other with this input'],
    ['$sourceDescriptions.web.url == 1', 'no source description is called web'],
  ])('is refused with its place: %s', (condition, message) => {
    expect(() => read({ condition })).toThrow(message);
    expect(() => read({ condition })).toThrow(/^\/story\.yaml:1:/);
  });

  test('says what it looked at, but no secret', () => {
    const { explain, text, at } = read({ condition: "$response.body#/name == 'x' || $steps.first.outputs.token == $response.body#/pets" });
    expect(explain(scope)).toBe(
      '$response.body#/name is "Ada", $steps.first.outputs.token is a text of 1 characters, $response.body#/pets is a list of 2',
    );
    expect(text).toContain('$steps.first');
    expect(at).toMatchObject({ file: '/story.yaml', pointer: '/successCriteria/0/condition' });
  });
});

describe('a regular expression', () => {
  const regex = (condition: string, context: string) => read({ condition, context, type: 'regex' }).holds(scope);

  test('is looked for in its context', () => {
    expect(regex('^A.a$', '$response.body#/name')).toBe(true);
    expect(regex('^a', '$response.body#/name')).toBe(false);
    expect(regex('^2\\d\\d$', '$statusCode')).toBe(true);
    expect(regex('"kind":"dog"', '$response.body')).toBe(true);
    expect(regex('', '$response.body#/absent')).toBe(false);
  });

  test('is refused when it is none, or has no context', () => {
    expect(() => regex('(', '$statusCode')).toThrow('Invalid regular expression');
    expect(() => read({ condition: 'a', type: 'regex' })).toThrow('a condition of type regex needs a context');
  });
});

describe('a JSONPath', () => {
  const query = (condition: string, context = '$response.body') =>
    read({ condition, context, type: { type: 'jsonpath', version: 'draft-goessner-dispatch-jsonpath-00' } }).holds(scope);

  test('holds when it finds something', () => {
    expect(query("$.pets[?(@.kind == 'dog')]")).toBe(true);
    expect(query("$.pets[?@.kind == 'Dog']")).toBe(false);
    expect(query('$.kind', '$response.body#/pets/0')).toBe(true);
    expect(query('$', '$response.body#/absent')).toBe(false);
  });

  test('is refused when it is none that is supported', () => {
    expect(() => query('$.pets[0:1]')).toThrow(/^\/story\.yaml:1:.*expected at character 8/);
  });
});

test.each([
  [{ condition: '//a', context: '$response.body', type: 'xpath' }, 'conditions of type xpath are not supported'],
  [{ condition: '$statusCode == 200', context: '$response.body' }, 'a simple condition has no context'],
  [{ condition: '$statusCode == 200', when: 'always' }, '`when` is not supported here'],
  [{ context: '$response.body' }, '`condition` is missing'],
])('refuses what it does not understand: %o', (criterion, message) => {
  expect(() => read(criterion)).toThrow(message);
});
