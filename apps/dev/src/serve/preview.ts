import type { Documents, Mock } from '@countersign/mock';
import type { Docs } from './docs.ts';
import type { Served } from './served.ts';

export interface PreviewOptions {
  /** Where the mock listens, and the docs at the port after it; any free ones for 0. */
  port: number;
  onChange: (mock: Served, docs: Served) => void;
  /** A line for a request that no contract answers. */
  onLine: (line: string) => void;
}

export interface Preview {
  /** From now on mock and docs are those of these contracts. The first call starts them. */
  replace(documents: Documents): Promise<void>;
  close(): Promise<void>;
}

/** Mock and docs of contracts that hold, with handlers or without. Where one of the ports is taken the loop goes on without. */
export function createPreview({ port, onChange, onLine }: PreviewOptions): Preview {
  let running: Promise<{ mock?: Mock; docs?: Docs }> | undefined;
  return {
    async replace(documents) {
      if (!running) {
        onChange({ state: 'starting' }, { state: 'starting' });
        running = start(documents, port, onLine);
        const { mock, docs } = await running.catch(() => ({ mock: undefined, docs: undefined }));
        onChange(toServed(mock?.url, port, '--mock-port'), toServed(docs?.url, port + 1, '--mock-port'));
        return;
      }
      const { mock, docs } = await running;
      mock?.replace(documents);
      docs?.replace(documents as Parameters<Docs['replace']>[0]);
    },
    async close() {
      const { mock, docs } = (await running) ?? {};
      await Promise.all([mock?.close(), docs?.close()]);
    },
  };
}

/** Both libraries are large: what a save means is shown before they are read. */
async function start(documents: Documents, port: number, onLine: (line: string) => void): Promise<{ mock?: Mock; docs?: Docs }> {
  const [{ createMock }, { createDocs }] = await Promise.all([import('@countersign/mock'), import('./docs.ts')]);
  const onAnswer = ({ method, path, status, remark }: { method: string; path: string; status: number; remark: string | undefined }) => {
    if (remark !== undefined) onLine(`mock ${method} ${path} ${status}: ${remark}`);
  };
  const mock = await createMock({ documents, port, onAnswer }).catch(() => undefined);
  const contracts = documents as Parameters<typeof createDocs>[0];
  const docs = await createDocs(contracts, port === 0 ? 0 : port + 1, mock?.url ?? '').catch(() => undefined);
  await mock?.warm();
  return { ...(mock && { mock }), ...(docs && { docs }) };
}

function toServed(url: string | undefined, port: number, option: string): Served {
  return url === undefined
    ? { state: 'down', reason: `port ${port} is taken: end what uses it, or choose another with ${option}` }
    : { state: 'running', address: url };
}
