const utf8 = new TextDecoder('utf-8', { fatal: true });
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;

/**
 * Reads JSON in UTF-8 (RFC 8259), strictly: bytes that are no UTF-8 and objects that name a property twice are refused, because two readers
 * could understand them differently. Returns `undefined`, which JSON cannot say, for whatever is refused.
 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes);
    const value: unknown = JSON.parse(text);
    return hasDuplicateKey(text) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Expects JSON that parses. Keeps a stack of its own, so that no nesting can exhaust the call stack. */
function hasDuplicateKey(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = String(JSON.parse(last));
      if (open.at(-1)?.has(key)) return true;
      open.at(-1)?.add(key);
    }
    last = token;
  }
  return false;
}
