import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CannotRun } from '../run/cannot-run.ts';

/**
 * Writes the report that the option of this name asks for, making its folders.
 * @throws CannotRun with one line that names the option and the file
 */
export async function writeReport(option: string, file: string, make: () => string | Promise<string>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await make());
  } catch (error) {
    throw new CannotRun(`--${option} ${file}: ${(error as Error).message}`, { cause: error });
  }
}
