import {
  addJSDocComment,
  createRef,
  tsPropertyIndex,
  astToString,
  type GlobalContext,
  transformComponentsObject,
  transformPathsObject,
  transformPathItemObject,
} from 'openapi-typescript';
import ts from 'typescript';
import { escapeKey, isObject } from '../json.ts';
import { componentKinds, type Entry } from './entries.ts';

/** The types of one entry, as text. */
export interface Emitted {
  /** The member of its section. */
  text: string;
  /** What goes to the end of the file, in the order in which it came up: the entry's operations together, and helpers. */
  footer: readonly (Operations | string)[];
}

interface Operations {
  operations: string;
}

/** How everything is written: a property with a default may still be left out by the sender, and a schema without properties is open, as JSON Schema says. */
const settings = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: undefined,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transform: undefined,
  transformProperty: undefined,
} satisfies Partial<GlobalContext>;

/** What the types of an entry may depend on beside the entry itself. */
export type Surroundings = Pick<GlobalContext, 'resolve' | 'discriminators'>;

/** Something that has no type. `pointer` leads to its entry in the document. */
export class EntryError extends Error {
  readonly pointer: string;
  constructor({ section, name }: Entry, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.pointer = `#/${componentKinds.includes(section) ? 'components/' : ''}${section}/${escapeKey(name)}`;
  }
}

/** Makes the types of one entry. Throws an `EntryError` if there is something in it that has no type. */
export function emitEntry(entry: Entry, surroundings: Surroundings): Emitted {
  const { section, name, node } = entry;
  // openapi-typescript reads its configuration of Redocly before this, and never again.
  const context = { ...settings, ...surroundings, injectFooter: [] as ts.Node[] } as unknown as GlobalContext;
  const emit = componentKinds.includes(section) ? emitComponent : section === 'webhooks' ? emitWebhook : emitPath;
  const text = attempt(entry, () => emit(name, node, context, section));
  for (const each of context.injectFooter) if (isOperations(each)) describe(each, node);
  const footer = context.injectFooter.map((each) => (isOperations(each) ? { operations: within(print(each), 1) } : print(each)));
  return { text, footer };
}

function attempt<Result>(entry: Entry, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new EntryError(entry, error);
  }
}

function emitPath(name: string, node: unknown, context: GlobalContext): string {
  const type = transformPathsObject({ [name]: node } as Parameters<typeof transformPathsObject>[0], context);
  return within(print(toInterface('paths', membersOf(type))), 1);
}

function emitWebhook(name: string, node: unknown, ctx: GlobalContext): string {
  const type = transformPathItemObject(node as Parameters<typeof transformPathItemObject>[0], { path: createRef(['webhooks', name]), ctx });
  const member = ts.factory.createPropertySignature(undefined, tsPropertyIndex(name), undefined, type);
  return within(print(toInterface('webhooks', [member])), 1);
}

function emitComponent(name: string, node: unknown, context: GlobalContext, kind: string): string {
  const [type] = transformComponentsObject({ [kind]: { [name]: node } }, context);
  const [first] = membersOf(type).filter((member) => ts.isPropertySignature(member) && member.type && ts.isTypeLiteralNode(member.type));
  return within(print(toInterface('components', first ? [first] : [])), 2);
}

function membersOf(type: ts.Node | undefined): readonly ts.TypeElement[] {
  return type && ts.isTypeLiteralNode(type) ? type.members : [];
}

function toInterface(name: string, members: readonly ts.TypeElement[]): ts.InterfaceDeclaration {
  return ts.factory.createInterfaceDeclaration(undefined, name, undefined, undefined, members);
}

function isOperations(node: ts.Node): node is ts.InterfaceDeclaration {
  return ts.isInterfaceDeclaration(node) && node.name.text === 'operations';
}

/** The words of each operation at its own type too: whoever maps over `operations`, as the client does, hands them on to editors. */
function describe({ members }: ts.InterfaceDeclaration, pathItem: unknown): void {
  const operations = Object.values(isObject(pathItem) ? pathItem : {}).filter(isObject);
  for (const member of members) {
    const operation = operations.find(({ operationId }) => operationId !== undefined && operationId === nameOf(member));
    if (operation && ts.isPropertySignature(member)) addJSDocComment(operation, member);
  }
}

function nameOf({ name }: ts.TypeElement): string | undefined {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function print(node: ts.Node): string {
  return astToString(node);
}

/** The lines between so many opening lines and as many closing ones. */
function within(text: string, depth: number): string {
  return text
    .split('\n')
    .slice(depth, -depth - 1)
    .map((line) => `${line}\n`)
    .join('');
}
