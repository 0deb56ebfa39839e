import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFiles } from './files.ts';

for (const [name, text] of toFiles()) writeFileSync(join(import.meta.dirname, name), text);
