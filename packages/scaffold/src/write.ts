import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { format, type FormatConfig } from 'oxfmt';
import { Refusal } from './refusal.ts';
import type { Repository } from './repository.ts';

/** A file to be written, below the top of the repository. */
export interface Change {
  file: string;
  text: string;
  isNew: boolean;
}

/** The specs that differ on the stage, the code as the formatter wants it, and what is generated. */
export async function toChanges(
  repository: Repository,
  { code, generated }: { code: ReadonlyMap<string, string>; generated: ReadonlyMap<string, string> },
): Promise<Change[]> {
  const { root, stage } = repository;
  const options = JSON.parse(await readFile(join(root, '.oxfmtrc.json'), 'utf8')) as FormatConfig;
  const specs = (await readdir(join(stage, 'specs'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(stage.length + 1)
        .replaceAll('\\', '/'),
    );
  const staged = await Promise.all(specs.map(async (file): Promise<[string, string]> => [file, await readFile(join(stage, file), 'utf8')]));
  const formatted = [...code].map(async ([file, text]): Promise<[string, string]> => {
    const { code: result, errors } = await format(basename(file), text, options);
    if (errors.length > 0) throw new Refusal(`${file}: ${errors[0]?.message}`);
    return [file, result];
  });
  const all = [...staged, ...(await Promise.all(formatted)), ...generated];
  const changes = await Promise.all(
    all.map(async ([file, text]): Promise<Change[]> => {
      const place = join(root, file);
      const isNew = !existsSync(place);
      return isNew || (await readFile(place, 'utf8')) !== text ? [{ file, text, isNew }] : [];
    }),
  );
  return changes.flat();
}

/** Writes all of the files, or none of them: first beside their places, then in them. */
export async function writeAll(root: string, changes: readonly Change[]): Promise<void> {
  const undos: (() => Promise<unknown>)[] = [];
  const step = async (work: () => Promise<unknown>, undo: () => Promise<unknown>) => {
    await work();
    undos.push(undo);
  };
  try {
    for (const { file, text } of changes) {
      const folder = await mkdir(join(root, dirname(file)), { recursive: true });
      if (folder !== undefined) undos.push(() => rm(folder, { recursive: true }));
      await step(
        () => writeFile(beside(root, file), text),
        () => rm(beside(root, file), { force: true }),
      );
    }
    for (const { file, isNew } of changes) {
      const place = join(root, file);
      const before = isNew ? undefined : await readFile(place);
      await step(
        () => rename(beside(root, file), place),
        () => (before ? writeFile(place, before) : rm(place)),
      );
    }
  } catch (cause) {
    // What cannot be undone hinders nothing else.
    for (const undo of undos.toReversed()) await undo().catch(() => undefined);
    throw new Refusal(`nothing was written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function beside(root: string, file: string): string {
  return join(root, dirname(file), `.${basename(file)}.new`);
}
