import { basename, extname } from 'node:path';
import { watch as chokidar } from 'chokidar';

export interface WatchOptions {
  /** A folder. */
  specs: string;
  /** Milliseconds of quiet after which a save is over: an editor that saves by renaming makes several changes. */
  quiet: number;
  /** Called once for each burst of changes, and never again before it is done. */
  onChange: () => Promise<void>;
  /** The system cannot watch, or `onChange` rejected. */
  onError: (error: unknown) => void;
}

/** Watches the contracts of a folder. Resolves when it does. */
export async function watch({ specs, quiet, onChange, onError }: WatchOptions): Promise<{ close(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  // One after the other: what changes while the last change is read is read again.
  const run = () => (running = running.then(onChange).catch(onError));
  const watcher = chokidar(specs, { ignoreInitial: true, ignored: (path, stats) => isIgnored(path, stats?.isFile() ?? false) });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(run, quiet);
  });
  watcher.on('error', onError);
  await new Promise<void>((done) => watcher.once('ready', done));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}

function isIgnored(path: string, isFile: boolean): boolean {
  const name = basename(path);
  return name === 'node_modules' || /^\.[^./]/.test(name) || (isFile && !['.yaml', '.yml', '.json'].includes(extname(name)));
}
