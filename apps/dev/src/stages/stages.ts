import { createComparer } from '@countersign/contract-kit';
import type { Stages } from '../cycle.ts';
import { isRule, layout } from '../layout.ts';
import { createComparison } from './compare.ts';
import { createCompiler } from './compile.ts';
import { createGenerator } from './generate.ts';
import { createLinter } from './lint.ts';
import { createStories } from './stories.ts';

export interface StagesOptions {
  /** The project's folder, absolute. */
  root: string;
  /** The git revision to compare with; by default `main`, or on `main` itself the last release. */
  base?: string | undefined;
}

/** Every stage, warm from the first cycle on. */
export function createStages({ root, base }: StagesOptions): Stages & { close(): Promise<void> } {
  const linter = createLinter({ root, isRule: isRule(root) });
  const comparer = createComparer({ root, base });
  const { contracts, stories } = layout;
  const { project, handlers } = layout.server;
  const compiler = createCompiler({ root, project, handlers });
  return {
    lint: linter.lint,
    generate: createGenerator({ root, specs: layout.specs, out: layout.types }),
    compile: compiler.check,
    compare: createComparison({ root, contracts, comparer }),
    stories: createStories({ root, stories, specOf: comparer.spec }),
    async close() {
      await Promise.all([linter.close(), compiler.close()]);
    },
  };
}
