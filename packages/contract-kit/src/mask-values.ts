/** Places where a value stands as a whole; the name before it stays. */
const places: readonly RegExp[] = [
  // A parameter of a query, a form or a cookie.
  /(?<start>(?:^|[?&'"\s;])[\w.%[\]-]+=)(?<value>[^&#\s'";]+)/g,
  // A header, in a message or on a command line.
  /(?<start>(?:^|[\r\n'"])[A-Za-z][\w-]*: ?)(?<value>[^'"\r\n]+)/g,
];
/** Text in quotes, and the colon that makes it a name. */
const strings: readonly RegExp[] = [
  /(?<quote>")(?<value>(?:[^"\\]|\\.)*)"(?<colon>\s*:)?/g,
  /(?<quote>\\")(?<value>[^"\\]*)\\"(?<colon>\s*:)?/g,
];

/** Replaces these texts by `***` where they are a whole value: all of the text, a JSON string that is no name, a header, a parameter. */
export function createValueMask(forms: readonly string[]): (text: string) => string {
  const secrets = new Set(forms);
  if (secrets.size === 0) return (text) => text;
  const inString = (all: string, ...rest: unknown[]) => {
    const { quote = '', value = '', colon } = rest.at(-1) as Record<string, string | undefined>;
    return colon === undefined && secrets.has(value) ? `${quote}***${quote}` : all;
  };
  const inPlace = (all: string, ...rest: unknown[]) => {
    const { start = '', value = '' } = rest.at(-1) as Record<string, string | undefined>;
    return secrets.has(value) ? `${start}***` : all;
  };
  return (text) => {
    if (secrets.has(text)) return '***';
    const quoted = strings.reduce((rest, pattern) => rest.replaceAll(pattern, inString), text);
    return places.reduce((rest, pattern) => rest.replaceAll(pattern, inPlace), quoted);
  };
}
