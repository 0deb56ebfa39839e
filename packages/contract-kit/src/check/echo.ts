import type { Fault } from '../result.ts';
import type { Schema } from '../spec/spec.ts';
import { child } from '../spec/pointer.ts';
import { isObject } from '../values/json.ts';
import type { Body } from './body.ts';
import { childSchemas, facetsOf } from './facets.ts';
import { fault, type Subject } from './subject.ts';

/** Shorter ones come back by chance. */
const shortest = 8;

/** No secret of the request comes back, unless a success documents the very property that holds it. */
export function checkSecrets(subject: Subject, { json, text }: Body): Fault[] {
  const { answer, media, at } = subject;
  const secrets = subject.secrets.filter((secret) => secret.length >= shortest);
  const of = (place: string) => fault('echo', `sends a secret of the request back in ${place}`, 'no secret', '***', media?.at ?? at);
  // Half of a pair has no form in a URL.
  const forms = secrets.flatMap((secret) => (secret.isWellFormed() ? [secret, encodeURIComponent(secret)] : [secret]));
  const holds = (value: string) => forms.some((form) => value.includes(form));
  const inHeaders = answer.headers.flatMap(([name, value]) => (holds(value) ? [of(name)] : []));
  if (!json) return [...inHeaders, ...(holds(text ?? new TextDecoder().decode(answer.body)) ? [of('the body')] : [])];
  const documented = answer.status < 400 && media?.schema !== undefined ? [media.schema] : [];
  return [...inHeaders, ...echoes(subject, json.value, documented, holds).map(of)];
}

/** Pointers of the strings and names in a body that hold a secret where they may not. */
function echoes({ spec }: Subject, body: unknown, documented: readonly Schema[], holds: (value: string) => boolean): string[] {
  const visit = (value: unknown, schemas: readonly Schema[], pointer: string): string[] => {
    if (typeof value === 'string') return holds(value) && !(schemas.length > 0 && pointer !== '') ? [pointer || 'the body'] : [];
    if (typeof value !== 'object' || value === null) return [];
    const facets = schemas.flatMap((schema) => facetsOf(schema, spec.schemas));
    if (Array.isArray(value)) return value.flatMap((item, index) => visit(item, childSchemas(facets, index), child(pointer, index)));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, part]) => [
      ...(holds(key) ? [child(pointer, '***')] : []),
      ...visit(part, childSchemas(facets, key), child(pointer, holds(key) ? '***' : key)),
    ]);
  };
  return visit(body, documented, '');
}
