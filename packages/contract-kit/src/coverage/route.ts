import type { Operation, Spec } from '../spec/spec.ts';
import { quote } from './quote.ts';

/** Finds the operation that a request is for: the most specific template that fits, as OpenAPI wants it. */
export type Router = (method: string, url: string) => Operation | undefined;

/** `baseUrl` is where the server was reached; its path is no part of the contract. */
export function createRouter(spec: Spec, baseUrl?: string): Router {
  const bases = [...new Set(['', ...spec.servers.map(basePathOf)])];
  const prefix = baseUrl === undefined ? '' : basePathOf(baseUrl);
  const routes = spec.operations
    .flatMap((operation) => {
      const paths = new Set([operation.path, ...bases.map((base) => base + operation.template)]);
      return [...paths].map((path) => ({ operation, path, pattern: toPattern(path) }));
    })
    .toSorted((a, b) => compareSpecificity(a.path, b.path));
  return (method, url) => {
    const path = pathOf(url);
    const paths = prefix !== '' && path.startsWith(`${prefix}/`) ? [path.slice(prefix.length), path] : [path];
    const fits = ({ operation, pattern }: (typeof routes)[number]) =>
      operation.method === method.toUpperCase() && paths.some((candidate) => pattern.test(candidate));
    return routes.find(fits)?.operation;
  };
}

/** Reads the values of a template's parameters out of URLs, decoded. A path may have anything before the template. */
export function createPathReader({ template }: Operation): (url: string) => Readonly<Record<string, string>> {
  const names = [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const pattern = new RegExp(toPattern(template).source.slice(1), 'u');
  return (url) => {
    const match = names.length === 0 ? null : pattern.exec(pathOf(url));
    return Object.fromEntries(names.map((name, index) => [name, decode(match?.[index + 1] ?? '')]));
  };
}

function toPattern(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map(quote);
  return new RegExp(`^${parts.join('([^/]+)')}$`, 'u');
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : (url.split(/[?#]/, 1)[0] ?? '');
}

/** Of a server: without a `/` at the end. */
function basePathOf(url: string): string {
  return pathOf(url).replace(/\/+$/, '');
}

/** A fixed segment comes before one with a parameter, and the longer text before the shorter. */
function compareSpecificity(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = weigh(right[index]) - weigh(left[index]);
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}

function weigh(segment = ''): number {
  return segment.includes('{') ? segment.replaceAll(/\{[^}]+\}/g, '').length : Number.MAX_SAFE_INTEGER;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
