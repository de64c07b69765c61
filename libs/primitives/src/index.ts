export * from './bytes.js';
export * from './clock.js';
export * from './errors.js';
export type * from './logger.js';
