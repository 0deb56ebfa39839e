import { readFile } from 'node:fs/promises';
import { join, matchesGlob, relative } from 'node:path';
import { API, type Diagnostic, type Project } from 'typescript/unstable/async';
import type { Finding } from '../finding.ts';

export interface Compiler {
  /** What the compiler says about the handlers, after these files (absolute paths) changed. */
  check(changed: readonly string[]): Promise<readonly Finding[]>;
  close(): Promise<void>;
}

export interface CompilerOptions {
  /** The project's folder, absolute. */
  root: string;
  /** The tsconfig.json of the server, relative to `root`. */
  project: string;
  /** A glob of the files that have to follow the contracts, relative to `root`; their tests are left out. */
  handlers: string;
}

/**
 * TypeScript's own program, kept running: after an edit it checks anew only what the edit reaches. It says which handlers no longer fit; `typecheck`
 * looks at everything else.
 */
export function createCompiler({ root, project, handlers }: CompilerOptions): Compiler {
  const api = new API({ cwd: root });
  const config = join(root, project);
  let last: readonly Finding[] | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  const check = async (changed: readonly string[]) => {
    // Also when a file came or went: which files there are is read anew then.
    const params = last ? { fileChanges: { changed: [...changed], created: [...changed], deleted: [] } } : { openProjects: [config] };
    const snapshot = await api.updateSnapshot(params);
    const opened = snapshot.getProject(config);
    const isHandler = (file: string) => matchesGlob(relative(root, file), handlers) && !file.endsWith('.test.ts');
    const findings = opened ? await checkHandlers(opened, isHandler) : [];
    await snapshot.dispose();
    last = findings;
    return findings;
  };
  return {
    async check(changed) {
      if (isClosed || (last && changed.length === 0)) return last ?? [];
      const checked = check(changed);
      running = checked.catch(() => undefined);
      return checked;
    },
    async close() {
      isClosed = true;
      // A question to a program that has ended would end this one.
      await running;
      await api.close();
    },
  };
}

async function checkHandlers({ program, rootFiles }: Project, isHandler: (file: string) => boolean): Promise<Finding[]> {
  const files = rootFiles.filter(isHandler);
  const diagnostics = await Promise.all(
    files.map(async (file) => [...(await program.getSyntacticDiagnostics(file)), ...(await program.getSemanticDiagnostics(file))]),
  );
  return Promise.all(diagnostics.flat().map(toFinding));
}

async function toFinding(diagnostic: Diagnostic): Promise<Finding> {
  const { fileName = '', pos, code } = diagnostic;
  const text = fileName === '' ? '' : await readFile(fileName, 'utf8').catch(() => '');
  const lines = text.slice(0, pos).split('\n');
  const reasons = reasonsOf(diagnostic);
  return {
    source: 'handlers',
    severity: 'error',
    file: fileName,
    line: lines.length,
    col: (lines.at(-1)?.length ?? 0) + 1,
    rule: `TS${code}`,
    message: shorten(reasons.at(-1) ?? '', 240),
    details: reasons
      .slice(0, -1)
      .slice(-1)
      .map((reason) => shorten(reason, 160)),
  };
}

/** From what is wrong on the whole down to the property that is to blame. */
function reasonsOf({ text, messageChain = [] }: Diagnostic): string[] {
  const [next] = messageChain;
  return [text, ...(next ? reasonsOf(next) : [])];
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
