import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from './json.ts';
import { branchesOf } from './names.ts';

interface Property {
  wire: string;
  /** The name that the client shows. */
  name: unknown;
  location: Location;
}

/** An `x-client-name` stands on a property, is an identifier, collides with nothing beside it, and is in no schema that contains itself. */
export const clientName: Oas3Rule = () => ({
  Schema(schema: unknown, ctx: UserContext) {
    if (!isObject(schema)) return;
    // Whether a reference has siblings is seen from above, so only what was reached otherwise is looked at here.
    if ('x-client-name' in schema && !/\/properties\/[^/]+$/.test(ctx.location.pointer))
      report(ctx, 'Only a property has a name: move `x-client-name` beside the property.', ctx.location.child('x-client-name'));
    if (!namesAny(ctx, schema, [])) return;
    const properties = propertiesOf(ctx, schema, ctx.location, []);
    const aliases = properties.filter(({ wire, name }) => wire !== name);
    for (const { wire, name, location } of aliases) {
      if (typeof name !== 'string' || !/^[A-Za-z_$][\w$]*$/.test(name) || name === '__proto__')
        report(ctx, `\`${String(name)}\` cannot name a property: letters, digits, \`_\` and \`$\`, no digit first.`, location);
      const others = properties.filter((other) => other.wire !== wire && other.name === name);
      if (others.length > 0) report(ctx, `\`${String(name)}\` is also the name of the property \`${others[0]?.wire}\`.`, location);
      const rival = properties.find((other) => other.wire === wire && other.name !== name);
      if (rival)
        report(ctx, `\`${wire}\` is \`${String(name)}\` here and \`${String(rival.name)}\` elsewhere in the same object.`, location);
    }
    if (aliases[0] && containsItself(ctx, schema))
      report(ctx, 'A schema that contains itself cannot rename: remove `x-client-name`.', aliases[0].location);
  },
});

/** Whether there is anything to look at: most schemas name nothing. */
function namesAny(ctx: UserContext, schema: JsonObject, above: readonly unknown[]): boolean {
  if (above.includes(schema)) return false;
  const own = Object.values(isObject(schema['properties']) ? schema['properties'] : {});
  if (own.some((property) => isObject(property) && 'x-client-name' in property)) return true;
  return branchesOf(schema).some((branch) => {
    const { node } = ctx.resolve<object>(branch as object, ctx.location.source.absoluteRef);
    return isObject(node) && namesAny(ctx, node, [...above, schema]);
  });
}

/** The properties of the object that the schema and its branches describe together. */
function propertiesOf(ctx: UserContext, schema: JsonObject, location: Location, above: readonly unknown[]): Property[] {
  if (above.includes(schema)) return [];
  const own = Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).map(([wire, property]) => {
    const alias = isObject(property) && 'x-client-name' in property;
    const place = location.child(['properties', wire]);
    return { wire, name: alias ? property['x-client-name'] : wire, location: alias ? place.child('x-client-name') : place };
  });
  const branches = branchesOf(schema).flatMap((branch) => {
    const { node, location: place } = ctx.resolve<object>(branch as object, location.source.absoluteRef);
    return isObject(node) ? propertiesOf(ctx, node, place ?? location, [...above, schema]) : [];
  });
  return [...own, ...branches];
}

function containsItself(ctx: UserContext, schema: JsonObject): boolean {
  const seen = new Set<unknown>();
  const visit = (value: unknown, file: string): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const { node, location } = ctx.resolve<object>(value, file);
    if (node === schema) return true;
    if (typeof node !== 'object' || node === null || seen.has(node)) return false;
    seen.add(node);
    return Object.values(node).some((inner) => visit(inner, location?.source.absoluteRef ?? file));
  };
  return Object.values(schema).some((inner) => visit(inner, ctx.location.source.absoluteRef));
}

function report(ctx: UserContext, message: string, location: Location): void {
  ctx.report({ message, location });
}
