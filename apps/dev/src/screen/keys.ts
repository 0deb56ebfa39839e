import type { ReadStream } from 'node:tty';

/** Calls what belongs to a key, as soon as it is pressed. Ctrl-C is `q`: a terminal that gives out single keys does not handle it any more. */
export function onKeys(stream: ReadStream, keys: Readonly<Record<string, () => void>>): void {
  if (!stream.isTTY) return;
  stream.setRawMode(true).setEncoding('utf8').unref();
  stream.on('data', (key: string) => keys[key === '\u0003' ? 'q' : key]?.());
}
