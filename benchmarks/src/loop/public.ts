import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dump } from 'js-yaml';

const name = '@octokit/openapi';
const version = '23.0.2';
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

interface Contract {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

/** A contract on disk, in a folder of its own. */
export interface Public {
  file: string;
  remove(): void;
}

/**
 * Fetches GitHub's contract from npm (29 MB) and writes it as YAML. Two things in it no generator of methods can take, and are mended: an operationId
 * such as `repos/list-for-org` becomes `reposListForOrg`, and of paths that differ only in the names of their parameters the first stays.
 */
export async function fetchPublic(): Promise<Public> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-public-'));
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', ['install', ...options, `${name}@${version}`], { cwd: folder });
  const text = readFileSync(join(folder, 'node_modules', name, 'generated/api.github.com.json'), 'utf8');
  const file = join(folder, 'openapi.yaml');
  writeFileSync(file, dump(mend(JSON.parse(text) as Contract), { lineWidth: -1, noRefs: true }));
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function mend(contract: Contract): Contract {
  const seen = new Set<string>();
  const paths = Object.entries(contract.paths).filter(([path]) => {
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    return !seen.has(shape) && seen.add(shape);
  });
  for (const [, item] of paths) {
    for (const operation of methods.flatMap((method) => item[method] ?? []))
      operation.operationId &&= operation.operationId.replaceAll(/[^a-zA-Z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  }
  return { ...contract, paths: Object.fromEntries(paths) };
}
