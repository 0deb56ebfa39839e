// Makes `dist/`, which is published: this package, and with it what it needs of the generated contracts, which are not published themselves.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const staged = join(root, '.build');
const contracts = '@countersign/contracts';

rmSync(staged, { recursive: true, force: true });
rmSync(join(root, 'dist'), { recursive: true, force: true });
cpSync(join(root, 'src'), staged, { recursive: true, filter: (path) => !/\.(test|test-d|testing)\.ts$|[/\\]fixtures$/.test(path) });
mkdirSync(join(staged, 'contracts'));
for (const name of readdirSync(join(root, '../contracts/src'))) {
  if (/^(index|schemas|examples|[\w-]+\.gen)\.ts$/.test(name) && name !== 'documents.gen.ts')
    cpSync(join(root, '../contracts/src', name), join(staged, 'contracts', name));
}
for (const file of readdirSync(staged, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) relink(file);
const { status } = spawnSync(process.execPath, [join(root, '../../node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
rmSync(staged, { recursive: true });
process.exitCode = status ?? 1;

/** The workspace package by the path at which its copy lies. */
function relink(file: string): void {
  const path = join(staged, file);
  const text = readFileSync(path, 'utf8').replaceAll(
    new RegExp(`'${contracts}(?:/(apis/)?([\\w-]+))?'`, 'g'),
    (_, isApi, name = 'index') => {
      const target = relative(dirname(path), join(staged, `contracts/${name}${isApi ? '.gen' : ''}.ts`)).replaceAll('\\', '/');
      return `'${target.startsWith('.') ? target : `./${target}`}'`;
    },
  );
  writeFileSync(path, text);
}
