import { resolve } from 'node:path';
import { isPhoneRegion, type PhoneRegion } from './core/identifiers.ts';
import { parseDatabaseUrl, type DatabaseLocation } from './db/url.ts';

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
  logLevel: string;
}

const root = resolve(import.meta.dirname, '../../..');
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Reads the settings; throws an Error of one line that names the variable and shows no secret. An empty variable counts as an absent one. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const production = env.NODE_ENV === 'production';
  const dataFolder = resolve(root, 'data');
  return {
    production,
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT || '3000'),
    database: parseDatabaseUrl(env.DATABASE_URL || `sqlite:${resolve(dataFolder, 'countersign.db')}`),
    secretKey: readSecretKey(env.SECRET_KEY, production),
    dataFolder,
    phoneRegion: readRegion(env.PHONE_REGION),
    logLevel: readLogLevel(env.LOG_LEVEL || 'info'),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new Error('PORT must be a whole number from 0 to 65535');
  return port;
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
