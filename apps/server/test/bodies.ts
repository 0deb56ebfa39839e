import fc from 'fast-check';
import { faults, type Schema } from './conformance.ts';

interface Property {
  enum?: unknown[];
  minLength?: number;
  maxLength?: number;
}
interface BodySchema extends Schema {
  properties?: Record<string, Property & Schema>;
}

/** One body in this many that fits its schema is left as it is: each costs the server the hash of a password. */
const rarity = 10;

/** Text that some layer may stumble over. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.emailAddress(),
  fc.constantFrom(
    'john.doe@example.com',
    'johndoe',
    '+525512345678',
    '\0',
    '\ud800',
    "' or 1=1 --",
    '',
    ' ',
    'İı',
    'ﬁ',
    '\u202e',
    '__proto__',
  ),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  text,
  fc.constantFrom(null, true, 0, -0, 1e308, 2 ** 53, [], {}),
);

/** A value of the property's own type, of about the lengths where its limits are. */
function valueOf({ enum: known, minLength = 0, maxLength = 100 }: Property): fc.Arbitrary<unknown> {
  if (known) return fc.constantFrom(...known);
  const lengths = [minLength - 1, minLength, maxLength, maxLength + 1].filter((length) => length >= 0);
  return fc.oneof(
    text,
    fc.constantFrom(...lengths).map((length) => 'a'.repeat(length)),
    text.map((value) => value.padEnd(minLength, 'x').slice(0, maxLength)),
  );
}

/** Bodies of requests: mostly objects near the schema, sometimes damaged, sometimes something else altogether. */
export function bodyNear(schema: BodySchema): fc.Arbitrary<string | Uint8Array | undefined> {
  const object = objectNear(schema);
  const damaged = fc.tuple(object, fc.nat(), edits).map(([json, at, edit]) => cut(json, at, edit));
  return fc.oneof(
    { weight: 14, arbitrary: object },
    { weight: 2, arbitrary: damaged },
    { weight: 1, arbitrary: anything.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.string(), extremes) },
  );
}

const edits = fc.constantFrom('', '"', '{', '\\', ',', '\ufeff', '\0', ']', '1e9999', '"password":"x",');
const extremes = fc.constantFrom(undefined, '['.repeat(9_000), '{"a":'.repeat(3_000), ' '.repeat(16_385), '1'.repeat(16_384));
const keys = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'toString', 'length', 'a'.repeat(10_000)));

function objectNear(schema: BodySchema): fc.Arbitrary<string> {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const value = fc.oneof({ weight: 5, arbitrary: valueOf(property) }, { weight: 1, arbitrary: anything });
    return [name, value] as const;
  });
  const known = fc.record(Object.fromEntries(properties), { requiredKeys: [] });
  const unknown = fc.option(fc.dictionary(keys, anything, { maxKeys: 2 }), { freq: 3, nil: {} });
  return fc
    .tuple(known, unknown, fc.nat({ max: rarity }))
    .map(([some, more, luck]) => JSON.stringify(spoil({ ...some, ...more }, schema, luck)));
}

/** A body that fits would reach the password hash; all but a few get one property too many. */
function spoil(body: object, schema: BodySchema, luck: number): object {
  return luck > 0 && faults(schema, body).length === 0 ? { ...body, [`spoilt${luck}`]: luck } : body;
}

/** The text with one place overwritten or, by nothing, left out. */
function cut(json: string, at: number, edit: string): string {
  const index = at % (json.length + 1);
  return json.slice(0, index) + edit + json.slice(index + 1);
}
