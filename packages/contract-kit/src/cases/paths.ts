import type { Operation } from '../spec/spec.ts';

const patterns = new WeakMap<Operation, RegExp>();

/** Whether a concrete path is one of an operation's. */
export function matches(operation: Operation, concrete: string): boolean {
  const pattern = patterns.get(operation) ?? toPattern(operation.path);
  patterns.set(operation, pattern);
  return pattern.test(concrete);
}

function toPattern(template: string): RegExp {
  const texts = template.split(/\{[^{}]*\}/).map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`));
  return new RegExp(`^${texts.join('[^/]+')}$`);
}
