import { isAbsolute, relative, sep } from 'node:path';
import { watch as chokidar } from 'chokidar';

export interface WatchOptions {
  /** Folders, absolute. One that is not there yet is watched from the moment it is. */
  folders: readonly string[];
  /** Milliseconds of quiet after which a burst of events is over. An editor that saves by renaming makes three. */
  quiet: number;
  onChange: (paths: readonly string[]) => void;
  onError: (error: Error) => void;
}

/** Tells of every burst of changes once. Resolves when it is watching. */
export async function watch({ folders, quiet, onChange, onError }: WatchOptions): Promise<{ close(): Promise<void> }> {
  const watcher = chokidar([...folders], { ignoreInitial: true, ignored: (path) => isHidden(path, folders) });
  const burst = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    const paths = [...burst];
    burst.clear();
    onChange(paths);
  };
  watcher.on('all', (_event, path) => {
    burst.add(path);
    clearTimeout(timer);
    timer = setTimeout(tell, quiet);
  });
  watcher.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** What editors and tools leave behind: hidden files, backups, folders that are made. */
function isHidden(path: string, folders: readonly string[]): boolean {
  const folder = folders.find((each) => path === each || path.startsWith(each + sep)) ?? '';
  const inside = relative(folder, path);
  if (inside === '' || isAbsolute(inside)) return false;
  return inside.split(sep).some((name) => name.startsWith('.') || name === 'node_modules') || /(~|\.sw[a-z]|\.tmp|\.bak)$/.test(inside);
}
