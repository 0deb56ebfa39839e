import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { examplesOf, isMarkedInvalid, isRaw } from './examples.ts';
import type { Example } from './examples.ts';
import { entries, placeOf } from './node.ts';
import type { Place } from './node.ts';
import { schemaOf } from './schema.ts';
import { createValidate } from './validate.ts';
import type { Breach, Validate } from './validate.ts';

type Role = 'request body' | 'other';

/** Every example is what its schema says; one that is marked `x-invalid` is not. */
export const validExamples = (() => {
  const validate = createValidate();
  const checkHolder = (ctx: UserContext, holder: Place | undefined, role: Role) => {
    const schema = holder && schemaOf(ctx, holder);
    if (schema) for (const example of examplesOf(ctx, holder)) checkExample(ctx, validate, schema, example, role);
  };
  const checkContent = (ctx: UserContext, body: Place | undefined, role: Role) => {
    if (body) for (const [, media] of entries(ctx, body, 'content')) checkHolder(ctx, media, role);
  };
  return {
    RequestBody: (body: unknown, ctx: UserContext) => checkContent(ctx, placeOf(body, ctx), 'request body'),
    Response: (response: unknown, ctx: UserContext) => checkContent(ctx, placeOf(response, ctx), 'other'),
    Parameter(parameter: unknown, ctx: UserContext) {
      checkHolder(ctx, placeOf(parameter, ctx), 'other');
      checkContent(ctx, placeOf(parameter, ctx), 'other');
    },
    Header: (header: unknown, ctx: UserContext) => checkHolder(ctx, placeOf(header, ctx), 'other'),
    Schema(schema: unknown, ctx: UserContext) {
      const place = placeOf(schema, ctx);
      if (!place || !Array.isArray(place.node.examples)) return;
      for (const [index, value] of place.node.examples.entries()) {
        reportBreaches(ctx, validate(ctx, place, value), place.location.child(['examples', index]));
      }
    },
  };
}) satisfies Oas3Rule;

function checkExample(ctx: UserContext, validate: Validate, schema: Place, example: Example, role: Role): void {
  const location = example.location.child('value');
  if (!('value' in example.node)) {
    return ctx.report({ message: 'An example without a value: write it here, under `value`.', location: example.toKey() });
  }
  if (role === 'request body' && isRaw(example)) {
    if (typeof example.node.value === 'string') return;
    return ctx.report({ message: 'A raw body is text: make `value` a string, or remove `raw`.', location });
  }
  const breaches = validate(ctx, schema, example.node.value);
  if (role !== 'request body' || !isMarkedInvalid(example)) return reportBreaches(ctx, breaches, location);
  if (breaches?.length === 0) {
    const message = 'Marked `x-invalid`, and yet the schema accepts it: break the value, or remove the mark.';
    ctx.report({ message, location: example.location.child('x-invalid').key() });
  }
}

function reportBreaches(ctx: UserContext, breaches: Breach[] | undefined, location: Place['location']): void {
  const [first] = breaches ?? [];
  if (!breaches || !first) return;
  const reasons = breaches.slice(0, most).map(({ message }) => message);
  const more = breaches.length > most ? [`and ${breaches.length - most} more`] : [];
  const message = `The example breaks its schema: ${[...reasons, ...more].join('; ')}. Correct one of the two.`;
  ctx.report({ message, location: location.child(first.path) });
}

/** A value that fits none of many schemas breaks each of them; nobody reads all of that. */
const most = 5;
