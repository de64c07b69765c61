/** Builders that read as prose, for tests of every level. */
export * from './directory-history.js';
export * from './directory.js';
export * from './fake-directory.js';
export * from './relay.js';
export * from './roster.js';
export * from './tampering.js';
export * from './witness.js';
