import { Refusal } from './refusal.ts';

/** The `index.ts` of an API with one handler more. Throws a `Refusal` if it does not look as the others do. */
export function addHandler(text: string, operationId: string, file: string): string {
  const found = /^(\s*handlers: )\{([\w\s:(),]*)\}/m.exec(text);
  if (!found) throw new Refusal(`${file}: no plain \`handlers: { … }\` is found to add ${operationId} to; write it as one object of calls`);
  const [whole, before = '', inner = ''] = found;
  const entries = [inner.trim().replace(/,$/, ''), `${operationId}: ${operationId}()`].filter((entry) => entry !== '');
  return addImport(
    text.replace(whole, () => `${before}{ ${entries.join(', ')} }`),
    `import { ${operationId} } from './${operationId}.ts';`,
    file,
  );
}

/** `app.ts` with one API more, mounted at the path of its server. Throws as above. */
export function addMount(text: string, api: string, factory: string, file: string): string {
  const found = /^( *)\} satisfies \{ \[A in ApiName\]: Api<A> \};$/m.exec(text);
  if (!found)
    throw new Refusal(
      `${file}: no \`} satisfies { [A in ApiName]: Api<A> }\` is found to mount ${api} before; write it as the other APIs are`,
    );
  const key = /^[a-z]\w*$/.test(api) ? api : `'${api}'`;
  const mounted = `${text.slice(0, found.index)}${found[1]}  ${key}: ${factory}(core),\n${text.slice(found.index)}`;
  return addImport(mounted, `import { ${factory} } from './apis/${api}/index.ts';`, file);
}

/** Among those of its folder in the order of their paths. */
function addImport(text: string, statement: string, file: string): string {
  const lines = text.split('\n');
  const path = pathOf(statement) ?? '';
  const folder = path.slice(0, path.indexOf('/', 2) + 1) || './';
  const imports = lines.flatMap((line, index) => (pathOf(line) === undefined ? [] : [{ index, path: pathOf(line) ?? '' }]));
  const beside = imports.filter((one) => one.path.startsWith(folder) && (folder !== './' || !one.path.slice(2).includes('/')));
  const next = beside.find((one) => one.path > path)?.index ?? (beside.at(-1) ?? imports.at(-1) ?? { index: -1 }).index + 1;
  if (lines.includes(statement)) throw new Refusal(`${file} has this line already: ${statement}`);
  return lines.toSpliced(next, 0, statement).join('\n');
}

function pathOf(line: string): string | undefined {
  return /^import .* from '([^']+)';$/.exec(line)?.[1];
}
