/**
 * The door for comparisons with other servers: the same workload, given another driver of this shape, measures them.
 * It is plain ESM over what `npm run build` made, and can be imported from outside this repository. A relay for it:
 * `npm run bench -- --serve`.
 *
 * @typedef {import('./driver/index.ts').Preparation} Preparation `{url, devices, groups}`
 * @typedef {import('./driver/index.ts').Handle} Handle plain JSON, one for each device
 * @typedef {import('./driver/index.ts').Connection} Connection `sendDirect`, `joinGroup`, `sendGroup`, `fetchArchive`, `close`, `rx`, `onMessage`
 */
import * as driver from '../../dist/tests/bench/driver/index.js';

/**
 * Founds a network if the relay has none, enrols devices and opens conversations by signed statements.
 * @type {(preparation: Preparation) => Promise<Handle[]>}
 */
export const prepare = driver.prepare;

/**
 * Signs a device in and opens its socket. Each send settles on the relay's acknowledgement.
 * @type {(handle: Handle) => Promise<Connection>}
 */
export const connect = driver.connect;
