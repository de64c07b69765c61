import { describe, expect, it } from '@jest/globals';
import { configHelp, ConfigSchema, readConfig, StartFault } from './config.js';

const least = { COMITY_DATABASE_URL: 'postgres://relay@db/comity', COMITY_KEYS_DIR: '/keys' };

describe('readConfig', () => {
  it('fills in every default and is frozen when only what is required is given', () => {
    const config = readConfig(least);
    expect(config).toMatchObject({ listenHost: '127.0.0.1', port: 7420, checkpointSeconds: 60, witnessUrls: [] });
    expect(config.migrationDatabaseUrl).toBe(config.databaseUrl);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reads lists and flags, and takes an empty variable as absent', () => {
    const config = readConfig({
      ...least,
      COMITY_WITNESS_URLS: 'http://one.example/, https://two.example/path/',
      COMITY_STOP_WITH_PARENT: '1',
      COMITY_ORIGIN: '',
    });
    expect(config.witnessUrls).toEqual(['http://one.example', 'https://two.example/path']);
    expect([config.stopWithParent, config.trustProxy, config.origin]).toEqual([true, false, undefined]);
  });

  it.each([
    ['a missing database', { COMITY_DATABASE_URL: '' }, /^COMITY_DATABASE_URL is missing or wrong/],
    ['a port that is none', { COMITY_PORT: '70000' }, /^COMITY_PORT /],
    ['an origin with a path', { COMITY_ORIGIN: 'https://relay.example/' }, /^COMITY_ORIGIN /],
    ['a witness that is no address', { COMITY_WITNESS_URLS: 'witness' }, /^COMITY_WITNESS_URLS /],
    ['a web client without its whole path', { COMITY_WEB: 'dist/web' }, /^COMITY_WEB /],
    ['a bucket without a name', { COMITY_ATTACHMENTS_S3: 'https://s3.example/' }, /^COMITY_ATTACHMENTS_S3 /],
    [
      'a bucket without keys',
      { COMITY_ATTACHMENTS_S3: 'https://s3.example/sealed' },
      /^COMITY_ATTACHMENTS_S3_KEY_FILE must name/,
    ],
    ['an open address without a network', { COMITY_LISTEN_HOST: '0.0.0.0' }, /^COMITY_NETWORK_ID must name/],
  ])('refuses %s in a sentence that names the setting', (_, change, sentence) => {
    expect(() => readConfig({ ...least, ...change })).toThrow(StartFault);
    expect(() => readConfig({ ...least, ...change })).toThrow(sentence);
  });
});

describe('the attachments', () => {
  it('lie beside the keys, in the folder that is named, or in a bucket', () => {
    const folder = (change: Record<string, string>) => readConfig({ ...least, ...change }).attachments;
    expect(folder({ COMITY_KEYS_DIR: '/data/keys' })).toMatchObject({ directory: '/data/attachments', s3: undefined });
    expect(folder({ COMITY_ATTACHMENTS_DIR: '/files' }).directory).toBe('/files');
    const bucket = { COMITY_ATTACHMENTS_S3: 'https://s3.example:9000/sealed', COMITY_ATTACHMENTS_S3_KEY_FILE: '/key' };
    expect(folder(bucket).s3).toEqual({
      endpoint: 'https://s3.example:9000',
      bucket: 'sealed',
      region: 'us-east-1',
      keyFile: '/key',
    });
  });
});

describe('configHelp', () => {
  it('lists every key with its default and its meaning', () => {
    const lines = configHelp().split('\n');
    const keys = Object.keys(ConfigSchema.shape);
    expect(lines).toHaveLength(keys.length);
    for (const [place, key] of keys.entries()) expect(lines[place]).toMatch(new RegExp(`^  ${key} +\\S+ +\\S`));
    expect(configHelp()).toMatch(/COMITY_PORT +7420 /);
    expect(configHelp()).toMatch(/COMITY_DATABASE_URL +required /);
  });
});
