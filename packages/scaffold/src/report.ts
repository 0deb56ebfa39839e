import type { Shape } from './shape.ts';
import type { Change } from './write.ts';

interface Made {
  api: string;
  shape: Shape;
  /** The file of the contract that holds the operation. */
  home: string;
  dryRun: boolean;
}

/** What was written, a line for each file, and how to go on. */
export function report(changes: readonly Change[], { api, shape, home, dryRun }: Made): string[] {
  const { operationId } = shape;
  const pnpm = 'npx -y pnpm@12';
  const lines = changes.map(({ file, isNew }) => {
    const done = /\.gen\.(ts|json)$/.test(file) ? 'generated' : isNew ? 'wrote' : 'changed';
    return `${(dryRun ? `would have ${done.replace('wrote', 'written')}` : done).padEnd(dryRun ? 21 : 9)} ${file}`;
  });
  if (dryRun) return lines;
  return [
    ...lines,
    '',
    `${operationId} answers as its example does. Make it yours:`,
    `  the contract   ${home}, then ${pnpm} generate`,
    `  the handler    apps/server/src/apis/${api}/${operationId}.ts; ${pnpm} typecheck names what has to follow the contract`,
    `  its test       ${pnpm} --filter @countersign/server exec vitest run ${operationId}`,
    `  the contract's ${pnpm} contract --api ${api}`,
    `  all of CI      ${pnpm} check`,
  ];
}
