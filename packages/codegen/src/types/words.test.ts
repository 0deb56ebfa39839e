import ts from 'typescript';
import { expect, test } from 'vitest';
import { createTypes } from './types.ts';

const reader = { type: 'object', properties: { name: { type: 'string', description: 'As on the card.' } } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const library = {
  paths: {
    '/loans': {
      post: {
        operationId: 'lend',
        summary: 'Lend a book',
        description: 'Until it is brought back. Never */ two at once.',
        deprecated: true,
        responses: { 200: { description: 'Lent.', ...json({ $ref: '#/components/schemas/Reader' }) } },
      },
    },
  },
  components: { schemas: { Reader: reader } },
};

/** What is used as a client uses the types: mapped over, and deep inside. */
const usage = `
type Methods = { readonly [Op in keyof operations]: () => operations[Op]['responses'][200 & keyof operations[Op]['responses']] };
declare const client: Methods;
client.lend().content['application/json'].name;
`;

/** What an editor shows at a name. */
function hover(text: string, at: string): string[] {
  const file = '/library.ts';
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ noLib: true, types: [] }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => (name === file ? ts.ScriptSnapshot.fromString(text) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '',
    fileExists: (name) => name === file,
    readFile: () => undefined,
  });
  const shown = service.getQuickInfoAtPosition(file, text.lastIndexOf(at) + 1);
  const tags = (shown?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`.trim());
  return [ts.displayPartsToString(shown?.documentation), ...tags];
}

test("an editor shows the contract's words at a method and at a field of its answer", () => {
  const text = createTypes()(library) + usage;
  expect(hover(text, '.lend')).toEqual([
    'Lend a book',
    '@deprecated',
    String.raw`@description Until it is brought back. Never *\/ two at once.`,
  ]);
  expect(hover(text, '.name')).toEqual(['', '@description As on the card.']);
});
