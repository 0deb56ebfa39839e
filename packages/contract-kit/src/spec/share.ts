/**
 * `next`, with every part that says the same as in `old` replaced by that part: what two versions have in common is then known by identity.
 * Changes `next` in place.
 */
export function share(old: unknown, next: unknown): unknown {
  if (old === next || typeof old !== 'object' || typeof next !== 'object' || old === null || next === null) return next;
  if (Array.isArray(old) !== Array.isArray(next)) return next;
  const [before, after] = [old as Record<string, unknown>, next as Record<string, unknown>];
  const [names, keys] = [Object.keys(before), Object.keys(after)];
  let isSame = names.length === keys.length;
  for (const [index, key] of keys.entries()) {
    const value = after[key];
    if (!Object.hasOwn(before, key)) {
      isSame = false;
      continue;
    }
    const shared = share(before[key], value);
    if (shared !== value) Object.defineProperty(after, key, { value: shared, enumerable: true, configurable: true, writable: true });
    isSame &&= Object.is(shared, before[key]) && names[index] === key;
  }
  return isSame ? old : next;
}
