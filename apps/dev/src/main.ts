import { join, resolve } from 'node:path';
import { env, stdin, stdout } from 'node:process';
import { readArguments, usage, type Arguments } from './arguments.ts';
import { isBlocking } from './finding.ts';
import { isCode, layout, repository, watched } from './layout.ts';
import { createLoop, type LoopOptions } from './loop.ts';
import { onKeys } from './screen/keys.ts';
import { createScreen, type Screen } from './screen/screen.ts';
import { toRemark } from './serve/lines.ts';
import { createPreview } from './serve/preview.ts';
import { createServer } from './serve/server.ts';
import { createSession, type Session } from './session.ts';
import { createStages } from './stages/stages.ts';
import { watch } from './watch.ts';

try {
  const args = readArguments(process.argv.slice(2));
  if (args === undefined) stdout.write(usage);
  else await start(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

async function start(args: Arguments): Promise<void> {
  const root = args.root === undefined ? repository : resolve(args.root);
  const stages = createStages({ root, base: args.base });
  const screen = createScreen({ stream: stdout, color: stdout.hasColors?.() ?? false });
  const isOfServer = isCode(root);
  const session = createSession({ root, screen, time: () => new Date().toTimeString().slice(0, 8), isCode: isOfServer });
  const followers = follow(root, args, session, screen);
  const onOutcome: LoopOptions['onOutcome'] = (outcome, changed) => {
    session.take(outcome, changed, followers);
    if (args.once) process.exitCode = outcome.findings.some(isBlocking) ? 1 : 0;
  };
  let isQuitting = false;
  // What is under way when everything is closed ends in an error that is none.
  const onError = (error: unknown) => isQuitting || screen.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const loop = createLoop({ stages, isCode: isOfServer, onOutcome, onError, now: () => performance.now() });
  loop.changed([]);
  if (args.once) {
    await loop.idle();
    return stages.close();
  }
  const watcher = await watch({ folders: watched(root), quiet: 15, onChange: loop.changed, onError });
  const quit = async () => {
    isQuitting = true;
    await Promise.all([watcher.close(), followers.server?.close(), followers.preview?.close(), stages.close()]);
    process.exit(0);
  };
  process.once('SIGINT', quit).once('SIGTERM', quit);
  onKeys(stdin, { q: quit, r: () => loop.changed([]) });
}

function follow(root: string, args: Arguments, session: Session, screen: Screen) {
  const entry = join(root, layout.server.entry);
  const onLine = (line: string) => {
    const remark = toRemark(line);
    if (remark !== undefined) screen.say(`server ${remark}`);
  };
  // Asked for explicitly, any of these stays as it is.
  const settings = { LOG_LEVEL: 'warn', DOCS: 'live', UV_THREADPOOL_SIZE: '16', ...env };
  const server = args.server && createServer({ entry, cwd: root, env: settings, onChange: session.serverIs, onLine });
  const preview = args.mock && createPreview({ port: args.mockPort, onChange: session.previewIs, onLine: screen.say });
  return { server: server || undefined, preview: preview || undefined };
}
