import { createInterface } from 'node:readline/promises';
import { Writable, type Readable } from 'node:stream';
import { refuse } from './command.ts';

export interface Terminal {
  stdin: Readable & { isTTY?: boolean };
  /** For the question, so that standard output holds results only. */
  stderr: Pick<NodeJS.WritableStream, 'write'>;
}

/** In bytes: more than any password that the contracts let through. */
const longest = 16 * 1024;

/** One line of standard input without its line end, or what is typed, unseen and twice, when that is a terminal. Nothing else is taken off. */
export async function readPassword({ stdin, stderr }: Terminal): Promise<string> {
  if (!stdin.isTTY) return readLine(stdin);
  const first = await ask('Password: ', { stdin, stderr });
  // Nobody saw what they typed.
  if ((await ask('Once more: ', { stdin, stderr })) !== first) refuse('the two passwords are not the same');
  return first;
}

async function readLine(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > longest) refuse('standard input is too long for a password');
  }
  const text = decode(Buffer.concat(chunks)).replace(/\r?\n$/, '');
  if (/[\r\n]/.test(text)) refuse('standard input must hold the password on one line');
  return text;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('standard input is not UTF-8');
  }
}

/** The line editor echoes into nothing. */
async function ask(question: string, { stdin, stderr }: Terminal): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  lines.once('SIGINT', () => reject(new Error('cancelled')));
  lines.once('close', () => reject(new Error('cancelled')));
  stderr.write(question);
  try {
    return await Promise.race([lines.question(''), cancelled]);
  } finally {
    lines.close();
    stderr.write('\n');
  }
}
