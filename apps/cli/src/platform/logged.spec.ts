import { describe, expect, it } from '@jest/globals';
import type { DirectorySync } from '#client';
import { DeviceId, OfficerId } from '#contracts';
import { exitCode, exitCodeOf } from './exit-code.js';
import { explain } from './explain.js';
import { demandLogged } from './logged.js';

const device = DeviceId.parse('device-1f00aa11bb22cc33dd44ee55');
const officer = OfficerId.parse('officer-1f00aa11bb22cc33');
const timers = { sleep: async () => undefined };
const aDirectory = (ended: boolean): DirectorySync =>
  ({
    latest: { device: () => ({ revoked: ended }), officer: () => ({ dismissed: ended }) },
    sync: async () => undefined,
  }) as unknown as DirectorySync;

describe.each([{ device }, { officer }])('demandLogged of %j', (who) => {
  it('is content once the directory itself says that it has ended', async () => {
    await expect(demandLogged(aDirectory(true), who, timers)).resolves.toBeUndefined();
  });

  it('is an alarm in words, and no success, where a relay took the statement and logs nothing', async () => {
    const alarm: unknown = await demandLogged(aDirectory(false), who, timers).catch((error: unknown) => error);
    expect(explain(alarm)).toMatch(/has not logged it within a minute: as far as others know, nothing has ended/);
    expect(exitCodeOf(alarm)).toBe(exitCode.untrusted);
  });
});
