import { expect, test } from 'vitest';
import { addHandler, addMount } from './server.ts';

const index = `import type { Core } from '../../core/core.ts';
import { envelope } from './envelope.ts';
import { zap } from './zap.ts';

export function createThingsApi(core: Core) {
  return {
    handlers: { zap: zap(core) },
    envelope,
  };
}
`;

test('a handler is added to the object, and its import where the alphabet has it', () => {
  const after = addHandler(index, 'getThing', 'index.ts');
  expect(after).toContain("import { envelope } from './envelope.ts';\nimport { getThing } from './getThing.ts';\nimport { zap }");
  expect(after).toContain('handlers: { zap: zap(core), getThing: getThing() },');
});

test('to an object that is empty, or on several lines', () => {
  expect(addHandler(index.replace('{ zap: zap(core) }', '{}'), 'a', 'index.ts')).toContain('handlers: { a: a() },');
  const lines = index.replace('{ zap: zap(core) }', '{\n      zap: zap(core),\n    }');
  expect(addHandler(lines, 'zoom', 'index.ts')).toContain('handlers: { zap: zap(core), zoom: zoom() },');
  expect(addHandler(lines, 'zoom', 'index.ts')).toContain("from './zap.ts';\nimport { zoom } from './zoom.ts';\n\n");
});

test.each([
  ['no handlers', index.replace('handlers:', 'routes:')],
  ['handlers that are more than calls', index.replace('zap(core)', 'wrap(() => zap)')],
])('refuses %s and says what to do', (_what, text) => {
  expect(() => addHandler(text, 'getThing', 'apis/things/index.ts')).toThrow(
    /^apis\/things\/index\.ts: no plain `handlers: \{ … \}`.*write it/,
  );
});

const app = `import { createLoginApi } from './apis/login/index.ts';
import { createZooApi } from './apis/zoo/index.ts';
import type { Core } from './core/core.ts';

  const implementations = {
    login: createLoginApi(core),
  } satisfies { [A in ApiName]: Api<A> };
`;

test('an API is mounted beside the others', () => {
  const after = addMount(app, 'stock-items', 'createStockItemsApi', 'app.ts');
  expect(after).toContain("    login: createLoginApi(core),\n    'stock-items': createStockItemsApi(core),\n  } satisfies");
  expect(after).toContain("login/index.ts';\nimport { createStockItemsApi } from './apis/stock-items/index.ts';\nimport { createZooApi }");
  expect(() => addMount(app.replace('satisfies', 'as'), 'billing', 'createBillingApi', 'app.ts')).toThrow(/^app\.ts: .*to mount billing/);
});
