import { maskBody } from '../mask-body.ts';
import type { Schema } from '../spec/spec.ts';
import type { Witness } from './change.ts';
import { toText } from './parts.ts';
import type { Side } from './side.ts';
import { describe } from './words.ts';

/** A value of a witness, and what may be shown of it. */
interface Showing {
  kind: Witness['kind'];
  where: string;
  value: unknown;
  keyword: string;
  /** What the contracts say of the value. */
  described: readonly (readonly [Side, Schema])[];
  /** The part that it is about. */
  pointer?: string;
}

/** Tells a witness without its secrets: what the contracts mark as one, what is named like one, and every cookie. */
export function show({ kind, where, value, keyword, described, pointer }: Showing): Pick<Witness, 'value' | 'shown' | 'says'> {
  const [, place = '', own = ''] = /(?:^|\s)(path|query|header|cookie) (\S+)$/.exec(where) ?? [];
  const name = place === 'cookie' ? 'secret' : own;
  const shown = described.reduce((rest, [{ schemas }, schema]) => maskBody(rest, [schema], schemas, name), value);
  const says = describe(kind, where, shown, keyword, pointer);
  return toText(shown) === toText(value) ? { value, says } : { value, shown, says };
}
