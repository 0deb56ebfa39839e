import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@countersign/server/test/postgres.ts';
import type { Engine } from './runs.ts';

export interface FreshDatabase {
  /** As in `DATABASE_URL`. */
  url: string;
  /** To be called when nobody uses it any more. */
  remove(): Promise<void>;
}

/** A new, empty database: a file, or a PostgreSQL of its own, the one of the tests. */
export async function openFresh(engine: Engine): Promise<FreshDatabase> {
  if (engine === 'postgres') {
    const { url, stop } = await startPostgres();
    return { url, remove: stop };
  }
  const folder = await mkdtemp(join(tmpdir(), 'countersign-timing-'));
  return { url: `sqlite:${join(folder, 'timing.sqlite')}`, remove: () => rm(folder, { recursive: true }) };
}
