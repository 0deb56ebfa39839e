import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { buffer, text } from 'node:stream/consumers';
import { closers } from '../src/http/raw-server.testing.ts';

const script = join(import.meta.dirname, '../src/cli/run.ts');
// The package manager's own scripts would let it find whatever is installed anywhere in the workspace.
const environment = { ...env, NODE_PATH: '', NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/node') };

/** Nobody else may ever see it. */
export const secret = 'planted-secret-7f3a';

/** A folder that holds these files until the test is over. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kit-cli-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The command line in a folder, started. */
export function start(folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, [script, ...args], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  return { child, ended: ended.then(([[code], stdout, stderr]) => ({ code: code as number | null, stdout, stderr })) };
}

/** What it printed, and its exit code. */
export async function kit(folder: string, ...args: string[]) {
  return start(folder, args).ended;
}

/** A contract with a bit of everything. */
export const notes = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
security: [{ bearer: [] }]
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [text]
              properties: { text: { type: string, minLength: 1, maxLength: 20 } }
      responses:
        '201':
          description: The note.
          content:
            application/json:
              schema: { type: object, required: [text], properties: { text: { type: string } } }
        '400': { $ref: '#/components/responses/Error' }
        '401':
          description: Who is there?
          headers: { WWW-Authenticate: { required: true, schema: { const: Bearer } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
  schemas: { Error: { type: object, required: [message], properties: { message: { type: string } } } }
  responses:
    Error: { description: Not so., content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
`;

export const fixtures = `credentials: { bearer: { value: ${secret} } }\n`;

/** Keeps the contract of the notes. */
export async function answerNotes(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const answer = (status: number, value: object, headers = {}) =>
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(value));
  if (request.url?.split('?')[0] !== '/notes') return void answer(404, { message: 'no such path' });
  if (request.method !== 'POST') return void answer(405, { message: 'no such method' }, { Allow: 'POST' });
  if (!new RegExp(`^bearer ${secret}$`, 'i').test(request.headers.authorization ?? ''))
    return void answer(401, { message: 'who is there?' }, { 'WWW-Authenticate': 'Bearer' });
  const fault = faultOf(request.headers['content-type'], body);
  answer(fault === undefined ? 201 : 400, fault === undefined ? (JSON.parse(String(body)) as object) : { message: fault });
}

function faultOf(type: string | undefined, body: Buffer): string | undefined {
  if (!/^application\/json(; charset=(utf-8|"utf-8"))?$/i.test(type ?? '')) return 'JSON, please';
  try {
    const note = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
    if (typeof note !== 'object' || note === null || Array.isArray(note)) return 'an object, please';
    const unknown = Object.keys(note).find((key) => key !== 'text');
    if (unknown !== undefined) return `${unknown} is not known`;
    const value = (note as { text?: unknown }).text;
    return typeof value === 'string' && value !== '' && [...value].length <= 20 ? undefined : 'text is wrong';
  } catch {
    return 'JSON, please';
  }
}

/** A contract of one open operation. */
export const open = `openapi: 3.1.0
info: { title: Open, version: 1.0.0 }
paths:
  /open:
    get:
      operationId: open
      responses:
        '200':
          description: Fine.
          content: { application/json: { schema: { type: array } } }
        '429':
          description: Not so fast.
          headers: { Retry-After: { required: true, schema: { type: integer, minimum: 1 } } }
`;
