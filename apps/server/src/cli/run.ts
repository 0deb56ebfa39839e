import { randomBytes, randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { readConfig, type Config } from '../config.ts';
import { createAudit } from '../core/audit.ts';
import { Failure } from '../core/failures.ts';
import { createKeyRing } from '../core/key-ring.ts';
import { createPseudonym } from '../core/pseudonym.ts';
import { createSeal } from '../core/seal.ts';
import type { Store } from '../core/store.ts';
import type { TokenProfile } from '../core/token-profile.ts';
import { openDatabase } from '../db/open.ts';
import { secretFrom } from '../secret.ts';
import { accountCommands } from './account.ts';
import type { Command, Means } from './command.ts';
import { keyCommands } from './key.ts';
import { parse } from './parse.ts';
import { readPassword, type Terminal } from './read-password.ts';
import { sessionCommands } from './session.ts';

export interface Surroundings extends Terminal {
  stdout: Pick<NodeJS.WritableStream, 'write'>;
  /** The settings; by default those of the process. */
  env?: Parameters<typeof readConfig>[0];
  profiles(): Promise<readonly TokenProfile[]>;
}

const commands: Readonly<Record<string, Command>> = { ...accountCommands, ...sessionCommands, ...keyCommands };

/** Resolves to the exit code: 0 when it is done, 1 when it was refused, 2 for a command that is none. Never rejects. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  if (argv.includes('--help')) {
    stdout.write(help());
    return 0;
  }
  try {
    const parsed = parse(argv, commands);
    if ('wrong' in parsed) {
      stderr.write(`${parsed.wrong}; --help lists what there is\n`);
      return 2;
    }
    const { command, given } = parsed;
    await withMeans(surroundings, (means) => command.run(means, given));
    return 0;
  } catch (error) {
    stderr.write(`${toReason(error).split('\n').map(plain).join('\n')}\n`);
    return 1;
  }
}

async function withMeans(surroundings: Surroundings, work: (means: Means) => Promise<void>): Promise<void> {
  const config = readConfig(surroundings.env);
  const database = await openDatabase(config.database);
  try {
    await database.migrate();
    await work(createMeans(surroundings, config, database.store));
  } finally {
    await database.close();
  }
}

function createMeans({ stdin, stdout, stderr, profiles }: Surroundings, config: Config, store: Store): Means {
  const secret = config.secretKey ?? secretFrom(config.dataFolder);
  const clock = Date.now;
  const audit = createAudit({ store: store.audit, pseudonym: createPseudonym(secret), clock });
  const context = { source: `cli ${operator()}`, requestId: randomUUID() };
  const seal = createSeal(secret, randomBytes);
  return {
    store,
    clock,
    phoneRegion: config.phoneRegion,
    profiles,
    keyRing: async () => createKeyRing({ keys: store.keys, seal, clock, profiles: await profiles() }),
    trace: (entry) => audit.row({ ...entry, ...context, outcome: 'success' }),
    readPassword: () => readPassword({ stdin, stderr }),
    print: (...columns) => void stdout.write(`${columns.map(plain).join('\t')}\n`),
  };
}

/** Who does it, as far as the machine knows. */
function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** A name in the database may be one that moves the cursor or turns the line around (CWE-150). */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?');
}

/** A failure says little; what the database said is behind it. */
function toReason(error: unknown): string {
  const reason = error instanceof Failure && error.cause instanceof Error ? error.cause : error;
  return reason instanceof Error ? reason.message : String(reason);
}

function help(): string {
  const lines = Object.entries(commands).map(([name, { argument = '', flags = '', summary }]) => {
    const usage = [name, argument, flags].filter(Boolean).join(' ');
    return `  ${usage}\n      ${summary}\n`;
  });
  const identifiers = '<identifier> is a username, an email address, a phone number, or id:7.';
  return `Commands:\n${lines.join('')}\n${identifiers} The settings are those of the server.\n`;
}
