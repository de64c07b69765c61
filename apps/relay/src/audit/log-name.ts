/** The two logs of protocol 5.1. */
export const logNames = ['directory', 'audit'] as const;

/** The name of a log. */
export type LogName = (typeof logNames)[number];
