/** What the start of a server does to a database, as a process of its own: `node migrate.ts DATABASE_URL`. */
import { seedDemo } from '../src/db/demo.ts';
import { openDatabase } from '../src/db/open.ts';
import { parseDatabaseUrl } from '../src/db/url.ts';

const database = await openDatabase(parseDatabaseUrl(process.argv[2] ?? ''));
await database.migrate();
await seedDemo(database, async (password) => `hash of ${password}`);
await database.close();
