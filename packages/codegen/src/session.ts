import { dereference, isObject, type JsonObject } from './json.ts';
import { branchesOf, toNames, translate } from './names.ts';
import { type Operation, operationsOf } from './operations.ts';

/** What is wrong with `x-session`, and at which JSON pointer of the document. */
export interface Mistake {
  pointer: string;
  message: string;
}

/** A role of `x-session`: its operation, and paths into bodies by the client's names. */
export type Role = Record<string, string | string[] | number[]>;

/** Which pointers each role has: into what is sent, and into what a success answers. `?` may be left out. */
const roles = {
  begin: ['accessToken', 'refreshToken?', 'user?'],
  renew: ['send', 'accessToken', 'refreshToken?'],
  end: ['send?'],
  user: ['user?'],
};

/** How a session works, as `x-session` says it, checked against the operations and their schemas. Neither if the API has none. */
export function toSession(document: JsonObject): { session?: Record<string, Role>; mistakes: Mistake[] } {
  const source = document['x-session'];
  if (source === undefined) return { mistakes: [] };
  const mistakes: Mistake[] = [];
  const refuse = (path: readonly (string | number)[], message: string) =>
    void mistakes.push({ pointer: `#/${['x-session', ...path].join('/')}`, message });
  if (!isObject(source)) return { mistakes: [{ pointer: '#/x-session', message: '`x-session` is a map of roles.' }] };
  for (const key of Object.keys(source)) if (!Object.hasOwn(roles, key)) refuse([key], `A session has no \`${key}\`.`);
  if (!('begin' in source)) refuse([], 'A session begins: name the operation as `begin`.');
  const session: Record<string, Role> = {};
  for (const name of Object.keys(roles) as (keyof typeof roles)[]) {
    if (name in source) session[name] = toRole(document, name, source[name], (path, message) => refuse([name, ...path], message));
  }
  if ('renew' in source && !session['begin']?.['refreshToken'] && !session['renew']?.['send']?.length)
    refuse(['renew'], 'Nothing is kept that could be sent.');
  return mistakes.length > 0 ? { mistakes } : { session, mistakes };
}

type Refuse = (path: readonly (string | number)[], message: string) => void;

function toRole(document: JsonObject, name: keyof typeof roles, source: unknown, refuse: Refuse): Role {
  const { operation: id, refused, ...pointers } = isObject(source) ? source : {};
  const found = operationsOf(document).find(([operationId]) => operationId === id);
  if (typeof id !== 'string' || !found) {
    refuse(isObject(source) && 'operation' in source ? ['operation'] : [], `No operation is called \`${String(id)}\`.`);
    return {};
  }
  const role: Role = { operation: id };
  const known = roles[name].map((key) => key.replace('?', ''));
  for (const key of Object.keys(pointers)) if (!known.includes(key)) refuse([key], `\`${name}\` has no \`${key}\`.`);
  for (const key of roles[name]) if (!key.endsWith('?') && !(key in pointers)) refuse([], `\`${name}\` needs \`${key}\`.`);
  for (const key of known.filter((each) => each in pointers)) {
    const path = toPath(document, found[1], key, pointers[key]);
    if (typeof path === 'string') refuse([key], path);
    else role[key] = path;
  }
  if (name === 'renew') role['refused'] = toRefused(found[1], refused, refuse);
  const isCarried = 'send' in role || name === 'begin' || name === 'renew' || found[1].secured;
  if (!isCarried) refuse(['operation'], `\`${id}\` takes no token: neither by \`send\` nor by its \`security\`.`);
  return role;
}

function toRefused({ responses }: Operation, refused: unknown, refuse: Refuse): number[] {
  const statuses = Array.isArray(refused) ? (refused as unknown[]) : [];
  if (statuses.length === 0) refuse([], '`refused` lists the statuses that end a session for good.');
  for (const [index, status] of statuses.entries())
    if (!Object.hasOwn(responses, String(status))) refuse(['refused', index], `The operation never answers ${String(status)}.`);
  return statuses.map(Number);
}

/** @returns the path by the client's names, or what is wrong with the pointer */
function toPath(document: JsonObject, operation: Operation, key: string, pointer: unknown): string[] | string {
  if (typeof pointer !== 'string' || !/^(\/([^~/]|~[01])*)*$/.test(pointer)) return 'Write a JSON pointer, such as `/data/token`.';
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const bodies = key === 'send' ? [operation.request] : operation.successes;
  if (bodies.length === 0) return 'No success has a JSON body.';
  for (const body of bodies) {
    const schema = path.reduce<unknown>((node, part) => propertyOf(document, node, part), body);
    if (schema === undefined) return `\`${pointer}\` leads nowhere in the body of \`${operation.id}\`.`;
    const { type } = dereference(document, schema);
    if (key !== 'user' && type !== 'string') return `\`${pointer}\` leads to no string in the body of \`${operation.id}\`.`;
  }
  return translate(path, toNames(document, bodies[0]));
}

function propertyOf(document: JsonObject, schema: unknown, key: string): unknown {
  const node = dereference(document, schema);
  if (isObject(node['properties']) && Object.hasOwn(node['properties'], key)) return node['properties'][key];
  return branchesOf(node)
    .map((branch) => propertyOf(document, branch, key))
    .find((found) => found !== undefined);
}
