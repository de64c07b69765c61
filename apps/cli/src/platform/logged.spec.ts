import { describe, expect, it, jest } from '@jest/globals';
import { PassThrough } from 'node:stream';
import type { DirectorySync, Transport } from '#client';
import { DeviceId, OfficerId } from '#contracts';
import { exitCode, exitCodeOf } from './exit-code.js';
import { explain } from './explain.js';
import { demandLogged, submitLogged, type Submitted } from './logged.js';
import { canonicalStatement } from './statement-file.js';

const device = DeviceId.parse('device-1f00aa11bb22cc33dd44ee55');
const officer = OfficerId.parse('officer-1f00aa11bb22cc33');
const timers = { sleep: async () => undefined };
const aStatement = (type: string): Submitted => ({
  file: `${type}.json`,
  body: { type, subject: 'network', prev: '' },
  signatures: [],
});
const statement = canonicalStatement(aStatement('a'));
const aDirectory = (isSo: boolean): DirectorySync =>
  ({
    latest: { device: () => ({ revoked: isSo }), officer: () => ({ dismissed: isSo }) },
    statements: () => (isSo ? [statement] : []),
    sync: async () => undefined,
  }) as unknown as DirectorySync;

describe.each([{ device }, { officer }, { subject: 'network', statement }])('demandLogged of %j', (who) => {
  it('is content once the directory itself says it', async () => {
    await expect(demandLogged(aDirectory(true), who, timers)).resolves.toBeUndefined();
  });

  it('is an alarm in words, and no success, where a relay took the statement and logs nothing', async () => {
    const alarm: unknown = await demandLogged(aDirectory(false), who, timers).catch((error: unknown) => error);
    expect(explain(alarm)).toMatch(/has not logged it within a minute: as far as others know, nothing has changed/);
    expect(exitCodeOf(alarm)).toBe(exitCode.untrusted);
  });
});

describe('submitLogged', () => {
  /** What is printed of two statements, of which the relay refuses the second, and how it ends. */
  async function submitting(logged: boolean): Promise<{ printed: string; ended: unknown }> {
    const out = new PassThrough();
    const call = jest.fn<Transport['call']>().mockResolvedValueOnce({ index: 7 }).mockRejectedValueOnce('refused');
    const transport = { call } as unknown as Transport;
    const ended: unknown = await submitLogged(
      { out, err: out, json: false },
      { transport, directory: aDirectory(logged) },
      [aStatement('a'), aStatement('b')],
      timers,
    ).catch((error: unknown) => error);
    return { printed: String(out.read() ?? ''), ended };
  }

  it('tells what the cosigned directory says, though what came after it was refused', async () => {
    const { printed, ended } = await submitting(true);
    expect(printed).toMatch(/^a\.json: entry 7 of the directory that its witnesses signed\n$/);
    expect(ended).toBe('refused');
  });

  it('tells nothing that the relay took and did not log', async () => {
    const { printed, ended } = await submitting(false);
    expect(printed).toBe('');
    expect(exitCodeOf(ended)).toBe(exitCode.untrusted);
  });
});
