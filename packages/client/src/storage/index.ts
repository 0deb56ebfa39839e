// The storages of a session, for `createClient({ storage })`. `memoryStorage` is in the main entry, because it is the default.
export { asyncStorage, type AsyncItems } from './async.ts';
export { cookieBridge, type BridgeOptions } from './cookie-bridge.ts';
export { webStorage, type WebItems, type WebOptions } from './web.ts';
export type { SessionStorage } from '../storage.ts';
