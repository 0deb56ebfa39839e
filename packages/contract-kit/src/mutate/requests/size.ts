import { Buffer } from 'node:buffer';
import type { LiveIdea, Site } from '../site.ts';
import { textOf } from '../wire.ts';

/** Spaces that nobody writes by hand: the kit pads bodies with them. */
const padding = /\s{256,}$/;

/** A limit of bytes that is not there, or elsewhere than the contract says. */
export function* sizeIdeas({ operation, results }: Site): Generator<LiveIdea> {
  const limit = operation.responses.find(({ status }) => status === '413');
  if (!limit) return;
  const idea = (name: string, title: string, change: (text: string) => string): LiveIdea => ({
    name: `size/${name}`,
    kind: 'size',
    title,
    at: limit.at,
    meddle: () => ({
      request(request) {
        const text = textOf(request.body);
        const changed = change(text);
        return changed === text ? undefined : { ...request, body: Buffer.from(changed) };
      },
    }),
  });
  yield idea('unlimited', 'a body that is too large is taken', (text) => text.replace(padding, ''));
  const sizes = results.flatMap(({ case: { kind, side }, exchanges }) =>
    kind === 'size' && side === 'pass' ? [exchanges.at(-1)?.request.body?.length ?? 0] : [],
  );
  if (sizes.length === 0) return;
  const largest = Math.max(...sizes);
  const isOf = (text: string, size: number) => Buffer.byteLength(text) === size && padding.test(text);
  yield idea('less-by-one', 'the largest body is refused', (text) => (isOf(text, largest) ? `${text} ` : text));
  yield idea('more-by-one', 'one byte too many is taken', (text) => (isOf(text, largest + 1) ? text.replace(padding, '') : text));
}
