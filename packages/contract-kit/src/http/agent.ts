import http from 'node:http';
import https from 'node:https';

/** The open connections of one run. */
export interface Agent {
  http: http.Agent;
  https: https.Agent;
  /** Ends them all; requests under way end as `closed`. */
  close(): void;
}

export function createAgent(): Agent {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  return {
    ...agents,
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
