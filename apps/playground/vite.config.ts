import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { readContract } from './build/contract.ts';
import { readSources } from './build/sources.ts';

const root = resolve(import.meta.dirname, '../..');

export default defineConfig({
  plugins: [contract()],
  build: {
    target: 'es2024',
    // What is inlined would need a looser Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // Everything but the page comes from a running server.
  server: { proxy: { '^/(api|livez|readyz|\\.well-known|nowhere|API)': 'http://127.0.0.1:3000' } },
  logLevel: 'warn',
});

/** `virtual:contract` is what the page knows of the contracts, `virtual:sources` the text that it quotes. */
function contract(): Plugin {
  let read: ReturnType<typeof readContract> | undefined;
  return {
    name: 'contract',
    resolveId: (id) => (id.startsWith('virtual:') ? `\0${id}` : undefined),
    async load(id) {
      if (id !== '\0virtual:contract' && id !== '\0virtual:sources') return undefined;
      read ??= readContract(root);
      const { contract: known, files } = await read;
      for (const file of files) this.addWatchFile(file);
      const value = id === '\0virtual:contract' ? known : await readSources(known, files);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
    },
  };
}
