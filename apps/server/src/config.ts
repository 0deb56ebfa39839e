import { resolve } from 'node:path';
import { isPhoneRegion, type PhoneRegion } from './core/identifiers.ts';
import type { SessionLimits } from './core/sessions.ts';
import { parseDatabaseUrl, type DatabaseLocation } from './db/url.ts';
import { parseOrigins } from './http/cors.ts';
import { parseNetworks, type Networks } from './http/source.ts';

export interface Config {
  production: boolean;
  host: string;
  /** 0 takes any free port. */
  port: number;
  database: DatabaseLocation;
  /** Seals what the database must not show; without it a file beside the data holds one. */
  secretKey: string | undefined;
  /** The folder for what a server without settings keeps: the database file and the secret. */
  dataFolder: string;
  phoneRegion: PhoneRegion | undefined;
  sessions: SessionLimits;
  throttle: Throttling;
  /** The proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: Networks;
  /** The origins whose pages may read the answers. */
  origins: ReadonlySet<string>;
  /** Connections at once. */
  maxConnections: number;
  /** How long the server goes on as before after it was told to stop, in milliseconds, so that a load balancer sees that it is not ready any more. */
  drain: number;
  logLevel: string;
  /** The folder of the page to serve at `/`, if any. */
  page: string | undefined;
  /** Whether the reference of the contracts is served at `/docs/`, and reloads by itself when they change. */
  docs: 'on' | 'live' | undefined;
}

/** Outside production `relaxed` unless said otherwise: who tries a server out makes more mistakes than who uses it. */
type Throttling = 'on' | 'relaxed' | 'off';

type Env = Readonly<Record<string, string | undefined>>;

const second = 1_000;
const day = 24 * 60 * 60 * second;
const root = resolve(import.meta.dirname, '../../..');
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings; throws an Error of one line that names the variable and shows no secret. An empty variable counts as an absent one. */
export function readConfig(env: Env = process.env): Config {
  const production = env.NODE_ENV === 'production';
  const dataFolder = resolve(root, 'data');
  return {
    production,
    host: env.HOST || '127.0.0.1',
    port: readNumber('PORT', env, { standard: 3000, most: 65_535 }),
    database: parseDatabaseUrl(env.DATABASE_URL || `sqlite:${resolve(dataFolder, 'countersign.db')}`),
    secretKey: readSecretKey(env.SECRET_KEY, production),
    dataFolder,
    phoneRegion: readRegion(env.PHONE_REGION),
    sessions: {
      grace: readNumber('REFRESH_GRACE_SECONDS', env, { standard: 10, most: 300 }) * second,
      idle: readNumber('SESSION_IDLE_DAYS', env, { standard: 30, least: 1, most: 3_650 }) * day,
      absolute: readNumber('SESSION_MAX_DAYS', env, { standard: 90, least: 1, most: 3_650 }) * day,
    },
    throttle: readThrottle(env.THROTTLE || (production ? 'on' : 'relaxed'), production),
    trustedProxies: parseNetworks(env.TRUST_PROXY ?? ''),
    origins: parseOrigins(env.CORS_ORIGINS ?? ''),
    maxConnections: readNumber('MAX_CONNECTIONS', env, { standard: 10_000, least: 1, most: 1_000_000 }),
    drain: readNumber('DRAIN_SECONDS', env, { standard: production ? 5 : 0, most: 300 }) * second,
    logLevel: readLogLevel(env.LOG_LEVEL || 'info'),
    page: readSwitch('PLAYGROUND', env, !production) ? resolve(root, 'apps/playground/dist') : undefined,
    docs: readDocs(env.DOCS || (production ? 'off' : 'on')),
  };
}

function readNumber(name: string, env: Env, { standard, least = 0, most }: { standard: number; least?: number; most: number }): number {
  const text = env[name] || String(standard);
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < least || number > most)
    throw new Error(`${name} must be a whole number from ${least} to ${most}`);
  return number;
}

function readSwitch(name: string, env: Env, standard: boolean): boolean {
  const text = env[name] || (standard ? 'on' : 'off');
  if (text !== 'on' && text !== 'off') throw new Error(`${name} must be on or off`);
  return text === 'on';
}

function readDocs(text: string): Config['docs'] {
  if (text !== 'on' && text !== 'off' && text !== 'live') throw new Error('DOCS must be on, off or live');
  return text === 'off' ? undefined : text;
}

function readThrottle(text: string, production: boolean): Throttling {
  if (text !== 'on' && text !== 'relaxed' && text !== 'off') throw new Error('THROTTLE must be on, relaxed or off');
  if (text !== 'on' && production) throw new Error('THROTTLE must be on in production: without it passwords can be guessed at speed');
  return text;
}

function readSecretKey(text: string | undefined, production: boolean): string | undefined {
  if (!text) {
    if (production) throw new Error('SECRET_KEY must be set in production: at least 32 random characters, the same for every process');
    return undefined;
  }
  if (text.length < 32) throw new Error('SECRET_KEY must have at least 32 characters');
  return text;
}

function readRegion(text: string | undefined): PhoneRegion | undefined {
  if (!text) return undefined;
  if (!isPhoneRegion(text)) throw new Error('PHONE_REGION must be a country of ISO 3166 such as MX');
  return text;
}

function readLogLevel(text: string): string {
  if (!logLevels.includes(text)) throw new Error(`LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  return text;
}
