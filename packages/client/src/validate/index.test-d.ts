import { describe, expectTypeOf, test } from 'vitest';
import { createClient, type Validate } from '../index.ts';
import { createValidate, type Drift } from './index.ts';

describe('createValidate', () => {
  test('fits createClient', () => {
    const validate = createValidate({ onDrift: (drift) => expectTypeOf(drift).toEqualTypeOf<Drift>() });
    expectTypeOf(validate).toEqualTypeOf<Validate>();
    void createClient({ api: 'login', baseUrl: '', validate });
  });

  test('a report goes somewhere', () => {
    // @ts-expect-error nobody would hear of it
    void createValidate({ mode: 'report' });
    // @ts-expect-error no such mode
    void createValidate({ mode: 'warn', onDrift: () => {} });
    void createValidate({ mode: 'throw' });
    void createValidate({ mode: 'off' });
    expectTypeOf<Drift>().not.toHaveProperty('value');
  });
});
