import { quote } from '../coverage/quote.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** What an address is to the contracts. */
export type Address =
  | { kind: 'documented'; spec: Spec; operation: Operation; isHead: boolean }
  /**
   * A path that an API knows with these methods only, or one below its own path that it does not know. Of an API that begins at `/` nobody can tell
   * what is its own (`isVague`).
   */
  | { kind: 'undocumented'; spec: Spec; methods: readonly string[]; isVague: boolean }
  | { kind: 'unknown' };

export interface AddressOptions {
  /** Only what was sent here counts; its path comes before that of each operation. */
  baseUrl?: string | undefined;
  /** Where the paths of the contracts begin, instead of what their servers say. */
  serverPath?: string | undefined;
}

interface Base {
  spec: Spec;
  path: string;
}

interface Route {
  spec: Spec;
  operation: Operation;
  template: string;
  pattern: RegExp;
}

/** Tells what each address is. The host is of no interest unless a base URL names one; the path is exactly that of the contract, or it is another. */
export function createAddresses(specs: readonly Spec[], { baseUrl, serverPath }: AddressOptions): (method: string, url: string) => Address {
  const bases = specs.flatMap((spec) => basesOf(spec, serverPath).map((path): Base => ({ spec, path })));
  const routes = bases.flatMap(routesOf).toSorted((a, b) => compareTemplates(a.template, b.template));
  return (method, url) => {
    const path = pathBelow(url, baseUrl);
    if (path === undefined) return { kind: 'unknown' };
    const fitting = routes.filter(({ pattern }) => pattern.test(path));
    return toDocumented(fitting, method) ?? toUndocumented(fitting, bases, path);
  };
}

function routesOf({ spec, path }: Base): Route[] {
  return spec.operations.map((operation) => {
    const template = `${path}${operation.template}`;
    return { spec, operation, template, pattern: toPattern(template) };
  });
}

/** The paths of all servers, without a `/` at the end. */
function basesOf({ servers }: Spec, serverPath: string | undefined): string[] {
  const paths =
    serverPath === undefined ? servers.map((server) => (URL.canParse(server) ? new URL(server).pathname : server)) : [serverPath];
  const tidy = paths.map((path) => path.replace(/\/+$/, '')).map((path) => (path === '' || path.startsWith('/') ? path : `/${path}`));
  return [...new Set(tidy)];
}

function toDocumented(fitting: readonly Route[], method: string): Address | undefined {
  const find = (name: string) => fitting.find(({ operation }) => operation.method === name);
  const found = find(method) ?? (method === 'HEAD' ? find('GET') : undefined);
  return found && { kind: 'documented', spec: found.spec, operation: found.operation, isHead: found.operation.method !== method };
}

function toUndocumented(fitting: readonly Route[], bases: readonly Base[], path: string): Address {
  const [first] = fitting;
  const methods = fitting.filter(({ template }) => template === first?.template).map(({ operation }) => operation.method);
  if (first) return { kind: 'undocumented', spec: first.spec, methods, isVague: false };
  const below = bases.filter((base) => path.startsWith(`${base.path}/`)).toSorted((a, b) => b.path.length - a.path.length);
  const [nearest] = below;
  return nearest ? { kind: 'undocumented', spec: nearest.spec, methods, isVague: nearest.path === '' } : { kind: 'unknown' };
}

function pathBelow(url: string, baseUrl: string | undefined): string | undefined {
  if (!/^https?:/i.test(url)) return undefined;
  const { origin, pathname } = new URL(url);
  if (baseUrl === undefined) return pathname;
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  return origin === base.origin && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}

function toPattern(template: string): RegExp {
  const parts = template.split(/\{[^}]+\}/).map(quote);
  return new RegExp(`^${parts.join('[^/]+')}$`, 'u');
}

/** A fixed segment comes before one with a parameter (OpenAPI, Path Templating Matching). */
function compareTemplates(a: string, b: string): number {
  const [left, right] = [weightsOf(a), weightsOf(b)];
  const places = Array.from({ length: Math.max(left.length, right.length) }, (_, place) => (right[place] ?? 0) - (left[place] ?? 0));
  return places.find((difference) => difference !== 0) ?? 0;
}

/** Of each segment: how much of it is fixed. */
function weightsOf(template: string): number[] {
  return template.split('/').map((segment) => (segment.includes('{') ? segment.replaceAll(/\{[^}]+\}/g, '').length : 1e6));
}
