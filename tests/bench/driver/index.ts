/** What a bench needs of a relay, and nothing it could not do as anyone else: real statements over the public API. */
export { connect, type Connection } from './connect.js';
export type { Handle, Preparation } from './handle.js';
export { defaultNetworkFile, writeNetworkFile, type NetworkFile } from './network-file.js';
export { prepare } from './prepare.js';
