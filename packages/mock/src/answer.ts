import type { Asked } from './asked.ts';
import type { Operation } from './contract.ts';

/** What the mock sends back. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Empty for none. */
  body: string;
  /** Undefined where no contract knows of any. */
  operation: Operation | undefined;
  /** The name of the example that it is; undefined for one that was made up. */
  example: string | undefined;
  /** Why there is no answer of a contract, on one line. */
  remark: string | undefined;
}

/** Answers a request. Never rejects for what a caller or a contract does wrong. */
export type Answerer = (asked: Asked) => Promise<Answer>;

/**
 * An answer that no contract has: `application/problem+json` (RFC 9457), so that nobody takes it for one that a contract has.
 * @param remark what is wrong; the log shows it, and not the `advice`
 */
export function refuse(status: number, remark: string, { operation, advice }: { operation?: Operation; advice?: string } = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ title: 'The mock has no such answer', status, detail: advice === undefined ? remark : `${remark}. ${advice}` }),
    operation,
    example: undefined,
    remark,
  };
}

/** What went wrong, on one line. */
export function toLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim();
}
