import { Buffer } from 'node:buffer';
import { coverage } from '../coverage/coverage.ts';
import { loadContract, operationOf, toExchange, toResult } from '../coverage/contract.testing.ts';
import { createMask } from '../mask.ts';
import type { Exchange } from '../exchange.ts';
import type { Fault, Result } from '../result.ts';
import type { Report } from './report.ts';

/** What must not be in any report, in letters that every format escapes in its own way. */
export const secret = `p"ss<&>w'rd 100%`;
export const mask = createMask([secret, 'key-4711']);

const spec = await loadContract();
const addNote = operationOf(spec, 'addNote');
const getNote = operationOf(spec, 'getNote');
const at = addNote.responses[1]?.at ?? addNote.at;

/** Planted wherever a server or a contract could put it. */
const leaky: Exchange = {
  ...toExchange({
    method: 'POST',
    url: `http://h/api/notes?key=key-4711&q=${encodeURIComponent(secret)}`,
    headers: { Authorization: `Basic ${Buffer.from(`john:${secret}`).toString('base64')}`, 'X-Own': secret },
    body: { text: secret, deep: [{ [secret]: 1 }] },
    status: 200,
    answerHeaders: { 'Set-Cookie': `sid=${secret}`, Location: `/?t=${secret}` },
    answer: { token: secret },
  }),
};

export const fault: Fault = { rule: 'status', message: 'a broken request was accepted', expected: '400', actual: '200', at };

export function fail(id: string, faults: readonly Fault[] = [fault], exchange: Exchange = leaky): Result {
  return toResult(addNote, { id, title: 'a text of 6 characters', side: 'fail' }, { verdict: 'failed', faults, exchanges: [exchange] });
}

export const results: readonly Result[] = [
  toResult(getNote, { id: 'getNote/example/one' }, { exchanges: [toExchange({ answer: {} })] }),
  fail('addNote/schema/text/maxLength/6'),
  fail('addNote/schema/text/maxLength/7'),
  fail('addNote/schema/other', [
    { ...fault, rule: 'body', message: `said ${secret}`, expected: secret, actual: `<script>alert("${secret}")</script>` },
  ]),
  toResult(getNote, { id: 'getNote/away' }, { verdict: 'inconclusive', reason: `throttled (${secret})` }),
];

export function makeReport(change: Partial<Report> = {}): Report {
  const made = change.results ?? results;
  return {
    spec,
    baseUrl: 'http://127.0.0.1:8080',
    seed: 42,
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    duration: 1440,
    results: made,
    gaps: [],
    coverage: coverage(spec, made, { today: new Date('2026-01-02T00:00:00Z') }),
    kit: '1.0.0',
    ...change,
  };
}
