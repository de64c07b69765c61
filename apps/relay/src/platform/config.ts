import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { limits } from '#contracts';
import { z } from 'zod';

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .pipe(z.array(z.url({ protocol: /^https?$/ })));
/** Where the build puts the web client, seen from where it puts this file. */
const BUILT_WEB = fileURLToPath(new URL('../../../../web', import.meta.url));
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1');

/** Every setting of the relay: an environment variable, its meaning and its default. Nothing else is configurable. */
export const ConfigSchema = z.object({
  COMITY_DATABASE_URL: z
    .string()
    .min(1)
    .describe('PostgreSQL 15 or later, as postgres://…; the login must be a member of the role comity_relay'),
  COMITY_MIGRATION_DATABASE_URL: z
    .string()
    .optional()
    .describe('the same database with a login that may change the schema (default: COMITY_DATABASE_URL)'),
  COMITY_DATABASE_CONNECTIONS: count(10).describe('connections of this node to PostgreSQL'),
  COMITY_LISTEN_HOST: z.string().default('127.0.0.1').describe('the address to listen on'),
  COMITY_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(7420)
    .describe('the port to listen on; 0: any free one'),
  COMITY_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).origin === url, 'without a path or a slash at its end')
    .optional()
    .describe('the origin that clients sign sessions for (default: http://host:port)'),
  COMITY_KEYS_DIR: z
    .string()
    .min(1)
    .describe('folder of directory.key and audit.key, the private note keys of the logs'),
  COMITY_ATTACHMENTS_DIR: z
    .string()
    .optional()
    .describe('folder of the sealed attachments (default: attachments, beside COMITY_KEYS_DIR)'),
  COMITY_ATTACHMENTS_S3: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^\/[^/]+$/.test(new URL(url).pathname), 'without a bucket as its path')
    .optional()
    .describe('an S3-compatible bucket instead of the folder, as https://host/bucket'),
  COMITY_ATTACHMENTS_S3_REGION: z.string().default('us-east-1').describe('the region that its requests are signed for'),
  COMITY_ATTACHMENTS_S3_KEY_FILE: z
    .string()
    .optional()
    .describe('file of two lines: access key and secret key; required with COMITY_ATTACHMENTS_S3'),
  COMITY_ATTACHMENT_BYTES: count(limits.attachmentBytes).describe('the largest file that may be attached'),
  COMITY_ATTACHMENT_DEVICE_BYTES: count(10 * 2 ** 30).describe('sealed attachments that one device may keep here'),
  COMITY_ATTACHMENT_AUTHORITY_BYTES: count(100 * 2 ** 30).describe('sealed attachments of one authority, likewise'),
  COMITY_WITNESS_URLS: list.describe('c2sp.org/tlog-witness submission prefixes, separated by commas'),
  COMITY_NETWORK_ID: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional()
    .describe('the only network this relay serves; required unless it listens on loopback'),
  COMITY_CHECKPOINT_SECONDS: count(60).describe('seconds between checkpoints when nobody waits for one'),
  COMITY_WITNESS_TIMEOUT_SECONDS: count(5).describe('seconds a witness has to answer'),
  COMITY_FOLLOW_MILLISECONDS: count(1000).describe('how often a node asks the database what other nodes have logged'),
  COMITY_WEB: z
    .string()
    .refine((value) => value === 'off' || isAbsolute(value), 'neither the whole path of a folder nor off')
    .optional()
    .describe('folder of the built web client; off: serve none (default: dist/web of this release)'),
  COMITY_PUBLIC_DIRECTORY: z
    .enum(['on', 'off'])
    .default('on')
    .describe('off: serve no pages of the directory to everyone at /public'),
  COMITY_OPEN_APPLICATIONS: count(200).describe(
    'applications of States that wait here at once; then no more are taken',
  ),
  COMITY_APPLICATIONS_PER_HOUR: count(3).describe('applications that one address may submit'),
  COMITY_METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('port on 127.0.0.1 for /metrics, Prometheus text without identities; 0: none'),
  COMITY_ADDRESS_REQUESTS_PER_MINUTE: count(3000).describe('HTTP requests without a session from one address'),
  COMITY_DEVICE_REQUESTS_PER_MINUTE: count(1200).describe('HTTP requests of one device'),
  COMITY_DEVICE_EVENTS_PER_SECOND: count(2000).describe('socket events of one device; above it the socket is cut'),
  COMITY_STATEMENTS_PER_HOUR: count(60).describe('roster statements of one device'),
  COMITY_TRUST_PROXY: flag.describe(
    '1: take the client address from the end of X-Forwarded-For, which one proxy wrote',
  ),
  COMITY_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('least level that is logged'),
  COMITY_STOP_WITH_PARENT: flag.describe('1: stop when standard input ends'),
});

type Environment = z.infer<typeof ConfigSchema>;

/** The settings of one relay, frozen; each feature takes what it needs. */
export type Config = Readonly<{
  databaseUrl: string;
  migrationDatabaseUrl: string;
  databaseConnections: number;
  listenHost: string;
  port: number;
  /** Fixed at start when given; else known once the port is. See {@link Origin}. */
  origin: string | undefined;
  keysDir: string;
  attachments: Readonly<{
    directory: string;
    /** Instead of the directory. */
    s3: Readonly<{ endpoint: string; bucket: string; region: string; keyFile: string }> | undefined;
    fileBytes: number;
    deviceBytes: number;
    authorityBytes: number;
  }>;
  witnessUrls: readonly string[];
  networkId: string | undefined;
  checkpointSeconds: number;
  witnessTimeoutSeconds: number;
  followMilliseconds: number;
  /** Folder of the built web client; undefined: none is served. */
  webDir: string | undefined;
  publicDirectory: boolean;
  openApplications: number;
  applicationsPerHour: number;
  metricsPort: number;
  addressRequestsPerMinute: number;
  deviceRequestsPerMinute: number;
  deviceEventsPerSecond: number;
  statementsPerHour: number;
  trustProxy: boolean;
  logLevel: Environment['COMITY_LOG_LEVEL'];
  stopWithParent: boolean;
}>;

/** Injection token of {@link Config}. */
export const CONFIG = Symbol('Config');

/** A setting that cannot be used: its message is one sentence for the operator. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}

/**
 * The frozen configuration that the environment describes.
 * @throws StartFault naming the first setting that is missing or wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = ConfigSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartFault(`${String(issue?.path[0])} is missing or wrong: ${issue?.message ?? ''}.`);
  }
  const value = parsed.data;
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(value.COMITY_LISTEN_HOST);
  if (!loopback && value.COMITY_NETWORK_ID === undefined) {
    throw new StartFault('COMITY_NETWORK_ID must name the network when the relay listens beyond loopback.');
  }
  return Object.freeze({
    databaseUrl: value.COMITY_DATABASE_URL,
    migrationDatabaseUrl: value.COMITY_MIGRATION_DATABASE_URL ?? value.COMITY_DATABASE_URL,
    databaseConnections: value.COMITY_DATABASE_CONNECTIONS,
    listenHost: value.COMITY_LISTEN_HOST,
    port: value.COMITY_PORT,
    origin: value.COMITY_ORIGIN,
    keysDir: value.COMITY_KEYS_DIR,
    attachments: attachmentsOf(value),
    witnessUrls: Object.freeze(value.COMITY_WITNESS_URLS.map((url) => url.replace(/\/$/, ''))),
    networkId: value.COMITY_NETWORK_ID,
    checkpointSeconds: value.COMITY_CHECKPOINT_SECONDS,
    witnessTimeoutSeconds: value.COMITY_WITNESS_TIMEOUT_SECONDS,
    followMilliseconds: value.COMITY_FOLLOW_MILLISECONDS,
    webDir: value.COMITY_WEB === 'off' ? undefined : (value.COMITY_WEB ?? BUILT_WEB),
    publicDirectory: value.COMITY_PUBLIC_DIRECTORY === 'on',
    openApplications: value.COMITY_OPEN_APPLICATIONS,
    applicationsPerHour: value.COMITY_APPLICATIONS_PER_HOUR,
    metricsPort: value.COMITY_METRICS_PORT,
    addressRequestsPerMinute: value.COMITY_ADDRESS_REQUESTS_PER_MINUTE,
    deviceRequestsPerMinute: value.COMITY_DEVICE_REQUESTS_PER_MINUTE,
    deviceEventsPerSecond: value.COMITY_DEVICE_EVENTS_PER_SECOND,
    statementsPerHour: value.COMITY_STATEMENTS_PER_HOUR,
    trustProxy: value.COMITY_TRUST_PROXY,
    logLevel: value.COMITY_LOG_LEVEL,
    stopWithParent: value.COMITY_STOP_WITH_PARENT,
  });
}

function attachmentsOf(value: Environment): Config['attachments'] {
  const address = value.COMITY_ATTACHMENTS_S3;
  const keyFile = value.COMITY_ATTACHMENTS_S3_KEY_FILE;
  if (address !== undefined && keyFile === undefined) {
    throw new StartFault('COMITY_ATTACHMENTS_S3_KEY_FILE must name the file of the keys to COMITY_ATTACHMENTS_S3.');
  }
  const url = address === undefined ? undefined : new URL(address);
  return Object.freeze({
    directory: value.COMITY_ATTACHMENTS_DIR ?? join(dirname(resolve(value.COMITY_KEYS_DIR)), 'attachments'),
    s3:
      url === undefined || keyFile === undefined
        ? undefined
        : Object.freeze({
            endpoint: url.origin,
            bucket: decodeURIComponent(url.pathname.slice(1)),
            region: value.COMITY_ATTACHMENTS_S3_REGION,
            keyFile,
          }),
    fileBytes: value.COMITY_ATTACHMENT_BYTES,
    deviceBytes: value.COMITY_ATTACHMENT_DEVICE_BYTES,
    authorityBytes: value.COMITY_ATTACHMENT_AUTHORITY_BYTES,
  });
}

/** One line for each setting: name, default, meaning. */
export function configHelp(): string {
  return Object.entries(ConfigSchema.shape)
    .map(([name, schema]) => {
      const fallback = schema.safeParse(undefined);
      const text = !fallback.success ? 'required' : defaultText(fallback.data);
      return `  ${name.padEnd(36)} ${text.padEnd(12)} ${schema.description ?? ''}`;
    })
    .join('\n');
}

function defaultText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '-';
}
