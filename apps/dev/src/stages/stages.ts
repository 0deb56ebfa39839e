import type { Stages } from '../cycle.ts';
import { isRule, layout } from '../layout.ts';
import { createComparison } from './compare.ts';
import { createCompiler } from './compile.ts';
import { createGenerator } from './generate.ts';
import { createLinter } from './lint.ts';

export interface StagesOptions {
  /** The project's folder, absolute. */
  root: string;
  /** The git revision to compare with; found when absent. */
  base?: string | undefined;
}

/** Every stage, warm from the first cycle on. */
export function createStages({ root, base }: StagesOptions): Stages & { close(): Promise<void> } {
  const linter = createLinter({ root, isRule: isRule(root) });
  const { project, handlers } = layout.server;
  const compiler = createCompiler({ root, project, handlers });
  return {
    lint: linter.lint,
    generate: createGenerator({ root, specs: layout.specs, out: layout.types }),
    compile: compiler.check,
    compare: createComparison({ root, base }),
    async close() {
      await Promise.all([linter.close(), compiler.close()]);
    },
  };
}
