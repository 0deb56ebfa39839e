import { getTypes } from '@redocly/openapi-core';
import { extensions } from '../rules/known-extensions.ts';
import plugin from '../rules/plugin.ts';
import { toEditorSchema, type Extensions } from './schema.ts';

/** The generated files by name. `.vscode/settings.json` says which contract each is for. */
export function toFiles(): Map<string, string> {
  const ours: Extensions = Object.fromEntries(
    Object.entries(extensions).map(([name, { on, isShaped }]) => [name, { on, schema: isShaped.schema }]),
  );
  const openapi = plugin().typeExtension.oas3(getTypes('oas3_1'));
  const arazzo = getTypes('arazzo1');
  const schemas = {
    'openapi.gen.json': toEditorSchema(openapi, 'Root', ours),
    'path-item.gen.json': { $ref: 'openapi.gen.json#/definitions/PathItem' },
    'headers.gen.json': { $ref: 'openapi.gen.json#/definitions/NamedHeaders' },
    'arazzo.gen.json': toEditorSchema(arazzo, 'Root', { 'x-example': { on: ['RequestBody'], schema: { type: 'string' } } }),
  };
  return new Map(Object.entries(schemas).map(([name, schema]) => [name, `${JSON.stringify(schema, undefined, 1)}\n`]));
}
