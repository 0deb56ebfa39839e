import { Refusal } from '../refusal.ts';
import { pascal } from '../words.ts';
import { scalar } from '../yaml.ts';

/** An OpenAPI file without operations. */
export function openApiOf({ title, path }: { title: string; path: string }): string {
  return `openapi: 3.1.0
info:
  title: ${scalar(title)}
  version: 0.1.0
  summary: ${scalar(`What the ${title} is for, in one sentence.`)}
  description: |
    What a caller has to know before the first request.

    Bodies are JSON in UTF-8 and at most 16 KiB. Every error is \`{statusCode, message}\`; a refused request adds \`errors\`, one line per breach.
  license:
    name: MIT
    identifier: MIT
servers:
  - url: ${path}
    description: This server.
tags:
  - name: ${scalar(title.replace(/ API$/, ''))}
    description: ${scalar(`All operations of the ${title}.`)}

paths:
`;
}

/** `lender` is the API whose tokens open it; without one it has no secured operations. */
export function indexOf(name: string, lender: string | undefined): string {
  const opened = {
    imports: '',
    comment: `The access tokens of the ${lender} API open it.`,
    parameter: 'core',
    authenticate: `(token, context) => core.authenticate({ profile: '${lender}', token, context })`,
  };
  const closed = {
    imports: "import { fail } from '../../core/failures.ts';\n",
    comment: 'No operation of this API wants credentials.',
    parameter: '_core',
    authenticate: "async () => fail('unauthenticated', undefined)",
  };
  const { imports, comment, parameter, authenticate } = lender === undefined ? closed : opened;
  return `import type { Core } from '../../core/core.ts';
${imports}import type { Api } from '../../http/api.ts';
import { envelope } from './envelope.ts';

/** ${comment} */
export function create${pascal(name)}Api(${parameter}: Core) {
  return {
    handlers: {},
    authenticate: ${authenticate},
    envelope,
    malformed: 'refuse',
  } satisfies Api<'${name}'>;
}
`;
}

export function envelopeOf(): string {
  return `import { statusError, type Envelope } from '../../http/envelope.ts';

/** \`{statusCode, message, errors?}\`. */
export const envelope: Envelope = (failure) => statusError(failure);
`;
}

/** The entry of the client for this API alone. */
export function clientOf(name: string): string {
  return `import { operations, serverPath } from '@countersign/contracts/apis/${name}';
import type { Client, ClientOptions } from './client.ts';
import { createFrom } from './create-from.ts';

/** As \`createClient({ api: '${name}' })\` of the main entry, without the tables of the other APIs. */
export function createClient(options: Omit<ClientOptions<'${name}'>, 'api'>): Client<'${name}'> {
  return createFrom({ api: '${name}', operations, serverPath }, options);
}
`;
}

interface Package {
  exports?: Record<string, unknown>;
  publishConfig?: { exports?: Record<string, unknown> };
}

/** The client's package.json with that entry, before the first one that is no API. */
export function withExport(text: string, name: string, file: string): string {
  const content = JSON.parse(text) as Package;
  const { exports, publishConfig } = content;
  if (!exports || !publishConfig?.exports)
    throw new Refusal(`${file}: no \`exports\` and \`publishConfig.exports\` are found to add ./${name} to`);
  const published = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
  content.exports = insert(exports, `./${name}`, `./src/${name}.ts`);
  publishConfig.exports = insert(publishConfig.exports, `./${name}`, published);
  return `${JSON.stringify(content, null, 2)}\n`;
}

function insert(entries: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  const all = Object.entries(entries);
  const at = all.findIndex(([name]) => name === './storage');
  return Object.fromEntries(all.toSpliced(at < 0 ? all.length : at, 0, [key, value]));
}
