import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const original = resolve(import.meta.dirname, '../../..');

/** What a server, its tests and a client are made of. */
const copied = [
  'specs',
  'apps/server',
  'packages/contracts',
  'packages/client',
  'redocly.yaml',
  'contract-kit.yaml',
  'tsconfig.base.json',
  'package.json',
  '.oxfmtrc.json',
  '.oxlintrc.json',
];

/** A copy of the parts of this repository that an operation goes through; its packages find one another, and all else in the original. */
export function copyRepository(): { root: string; remove(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'scaffold-')));
  const isSource = (path: string) => !/[\\/](node_modules|\.turbo|\.reports|dist|\.build)$/.test(path);
  for (const part of copied) {
    mkdirSync(dirname(join(root, part)), { recursive: true });
    cpSync(join(original, part), join(root, part), { recursive: true, filter: isSource });
  }
  for (const part of ['.', ...copied]) linkModules(part, root);
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

function linkModules(part: string, root: string): void {
  const from = join(original, part, 'node_modules');
  if (!statSync(from, { throwIfNoEntry: false })) return;
  const to = join(root, part, 'node_modules');
  mkdirSync(join(to, '@countersign'), { recursive: true });
  for (const name of readdirSync(from)) if (name !== '@countersign') symlinkSync(join(from, name), join(to, name));
  for (const name of readdirSync(join(original, 'packages'))) {
    const own = copied.includes(`packages/${name}`) ? root : original;
    symlinkSync(join(own, 'packages', name), join(to, '@countersign', name));
  }
}

/** Every file of a folder with what is in it, to see whether anything was changed. */
export function fingerprint(root: string, folder = ''): Map<string, string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => name !== 'node_modules');
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [...fingerprint(root, path)];
      return [
        [
          path,
          createHash('sha256')
            .update(readFileSync(join(root, path)))
            .digest('hex'),
        ],
      ];
    }),
  );
}
