/** Tells other tabs that something changed: the word `changed` and never what, because every script of the origin can listen. */
export function createChannel(name: string): { tell(): void; listen(listener: () => void): () => void } {
  let channel: Channel | undefined;
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has none: it is of one origin
    tell: () => channel?.postMessage('changed'),
    listen(listener) {
      const { BroadcastChannel } = globalThis as { BroadcastChannel?: new (name: string) => Channel };
      if (!BroadcastChannel) return () => undefined;
      channel ??= new BroadcastChannel(name);
      const own = channel;
      // In Node an open channel would keep the process alive.
      own.unref?.();
      const heed = () => listener();
      own.addEventListener('message', heed);
      return () => {
        own.removeEventListener('message', heed);
        own.close();
        if (channel === own) channel = undefined;
      };
    },
  };
}

interface Channel {
  postMessage(message: string): void;
  addEventListener(type: 'message', listener: () => void): void;
  removeEventListener(type: 'message', listener: () => void): void;
  close(): void;
  unref?(): void;
}
