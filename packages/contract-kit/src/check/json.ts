/**
 * Reads JSON as RFC 8259 recommends: one value, and no name twice in one object. `JSON.parse` takes the last of two, other readers the first, so
 * that an attacker can show each of them something else. Throws a `SyntaxError`.
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const name = duplicateOf(text);
  if (name !== undefined) throw new SyntaxError(`the name ${JSON.stringify(name)} stands twice in one object`);
  return value;
}

/** Of a text that is JSON. */
function duplicateOf(text: string): string | undefined {
  const objects: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (string !== undefined && colon !== undefined) {
      const name = JSON.parse(string) as string;
      const names = objects.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return undefined;
}
