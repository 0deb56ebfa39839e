import type { SentRequest } from '../exchange.ts';
import type { Operation, SecurityScheme } from '../spec/spec.ts';

/** Whether a request brings what one of the alternatives asks for. Whether it is good, nobody can tell from outside. */
export function isAuthorized({ security }: Operation, request: SentRequest): boolean {
  return security.length === 0 || security.some((requirement) => requirement.every(({ scheme }) => brings(request, scheme)));
}

/** Whether anybody may come in without credentials. */
export function isOpen({ security }: Operation): boolean {
  return security.length === 0 || security.some((requirement) => requirement.length === 0);
}

/** Whether a request shows any credentials at all; some recorders leave them out. */
export function showsCredentials({ headers }: SentRequest): boolean {
  return headers.some(([name]) => /^(authorization|cookie)$/i.test(name));
}

/** `bearer credentials, or X-Key in header`, for people. */
export function credentialsText({ security }: Operation): string {
  const toText = ({ kind, in: place, name, key }: SecurityScheme) =>
    kind === 'apiKey' ? `${name} in ${place}` : kind === 'bearer' || kind === 'basic' ? `${kind} credentials` : key;
  return security.map((requirement) => requirement.map(({ scheme }) => toText(scheme)).join(' and ')).join(', or ');
}

function brings(request: SentRequest, { kind, in: place, name }: SecurityScheme): boolean {
  // A certificate is not part of what is recorded.
  if (kind === 'mutualTLS') return true;
  if (place === 'query') return new URL(request.url).searchParams.has(name);
  const values = (wanted: string) => request.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  if (place === 'cookie') return values('cookie').some((text) => text.split(';').some((pair) => pair.trim().startsWith(`${name}=`)));
  const found = values(name.toLowerCase()).filter((value) => value.trim() !== '');
  return kind === 'bearer' || kind === 'basic' ? found.some((value) => value.toLowerCase().startsWith(`${kind} `)) : found.length > 0;
}
