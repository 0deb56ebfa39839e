import type { Readable } from 'node:stream';

interface Spoken {
  stdout: Readable | null;
  stderr: Readable | null;
}

/** The last 20 lines that a process wrote; the array goes on filling. Empty lines are left out. */
export function collectLines({ stdout, stderr }: Spoken, onLine: (line: string) => void): readonly string[] {
  const lines: string[] = [];
  for (const stream of [stdout, stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts.filter((part) => part.trim() !== '')) {
        lines.push(line);
        onLine(line);
      }
      lines.splice(0, lines.length - 20);
    });
  }
  return lines;
}

/** Why a process ended, of what it last wrote: the error by its name, or the last line. */
export function reasonOf(lines: readonly string[]): string {
  const error = lines.findLast((line) => /^(?:\w*Error\b|\S+ERR_\w+)/.test(line.trim()));
  return error?.trim() ?? lines.at(-1) ?? 'it ended without a word';
}

/** A line of the server's log as one reads it beside other things, such as `warn: unusually many sign-ins fail`; undefined for what it says on the side. */
export function toRemark(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: string; msg?: string; err?: { message?: string } };
    return level === undefined ? undefined : [level, msg, err?.message].filter((part) => part !== undefined).join(': ');
  } catch {
    return undefined;
  }
}
