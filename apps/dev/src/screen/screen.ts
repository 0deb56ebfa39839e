import type { Writable } from 'node:stream';
import { createPaint, toLines, toServices, type View } from './frame.ts';

export interface ScreenOptions {
  stream: Writable & { isTTY?: boolean; rows?: number };
  color: boolean;
}

export interface Screen {
  /** The view after a cycle, or after something that is served changed its state. */
  show(view: View, reason: 'cycle' | 'state'): void;
  /** A line from the server. */
  say(line: string): void;
}

/** A terminal has one view, drawn anew; anything else gets plain lines, each once. */
export function createScreen(options: ScreenOptions): Screen {
  return options.stream.isTTY ? createTerminal(options) : createPlain(options);
}

const clear = '\u001B[2J\u001B[3J\u001B[H';

function createTerminal({ stream, color }: ScreenOptions): Screen {
  let said: string[] = [];
  let last: View | undefined;
  const draw = () => {
    if (!last) return;
    const rows = stream.rows ?? 40;
    // Two lines each and the rest of the view: what does not fit is counted instead.
    const lines = toLines(last, { color, most: Math.max(3, Math.floor((rows - 16) / 3)) });
    const log = said.length > 0 ? ['', ...said] : [];
    stream.write(`${clear}${[...lines, ...log, '', '  r: all again   q: quit'].join('\n')}\n`);
  };
  return {
    show(view, reason) {
      if (reason === 'cycle') said = [];
      last = view;
      draw();
    },
    say(line) {
      said = [...said, line].slice(-5);
      draw();
    },
  };
}

function createPlain({ stream, color }: ScreenOptions): Screen {
  let services: string[] = [];
  return {
    show(view, reason) {
      const { outcome } = view;
      if (!outcome) return;
      const before = new Set(services);
      services = toServices(view, outcome, createPaint(color)).slice(1);
      const lines = reason === 'cycle' ? [...toLines(view, { color, most: 50 }), ''] : services.filter((line) => !before.has(line));
      if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
    },
    say: (line) => void stream.write(`  ${line}\n`),
  };
}
