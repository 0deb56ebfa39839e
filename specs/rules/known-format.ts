import type { Oas3Rule } from '@redocly/openapi-core';
import { placeOf } from './node.ts';

/**
 * The formats that both validators check: ajv-formats, which judges examples and contract tests, and express-openapi-validator, which ignores
 * an unknown one in silence. Their `float`, `double` and `binary` accept everything, so they are not here.
 */
export const formats = [
  'byte',
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'int32',
  'int64',
  'ipv4',
  'ipv6',
  'json-pointer',
  'regex',
  'time',
  'uri',
  'uri-reference',
  'uuid',
] as const;

/** Says how to show a field, not what is in it. */
export const hints = ['password'] as const;

const known: ReadonlySet<unknown> = new Set([...formats, ...hints]);

/** A format is one that is really checked: any other would promise what nobody holds. */
export const knownFormat = (() => ({
  Schema(schema: unknown, ctx) {
    const place = placeOf(schema, ctx);
    if (!place || !('format' in place.node) || known.has(place.node.format)) return;
    const message = `Nothing checks the format \`${String(place.node.format)}\`: use one of ${[...known].join(', ')}, or a \`pattern\`.`;
    ctx.report({ message, location: place.location.child('format') });
  },
})) satisfies Oas3Rule;
