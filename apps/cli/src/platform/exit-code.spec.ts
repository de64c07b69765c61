import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#contracts';
import { CodedError } from '#primitives';
import { CommanderError } from 'commander';
import { z } from 'zod';
import { errorCodeOf, exitCodeOf } from './exit-code.js';
import { explain } from './explain.js';

const prompt = Object.assign(new Error('User force closed the prompt with SIGINT'), { name: 'ExitPromptError' });
const disk = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });

describe('exitCodeOf', () => {
  it.each([
    [new Error('a bug'), 1, 'fault'],
    ['thrown', 1, 'fault'],
    [disk, 1, 'system.refused'],
    [new ProblemError('relay.fault'), 1, 'relay.fault'],
    [new CodedError('usage.invalid'), 2, 'usage.invalid'],
    [new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"), 2, 'usage.invalid'],
    [z.string().safeParse(1).error, 2, 'usage.invalid'],
    [new CodedError('person.ambiguous'), 2, 'person.ambiguous'],
    [new ProblemError('permission.denied'), 3, 'permission.denied'],
    [new CodedError('roster.stale'), 3, 'roster.stale'],
    [new CodedError('conversation.unknown'), 4, 'conversation.unknown'],
    [new CodedError('store.absent'), 4, 'store.absent'],
    [new CodedError('client.offline'), 5, 'client.offline'],
    [new ProblemError('relay.stopping'), 5, 'relay.stopping'],
    [new CodedError('directory.forked'), 6, 'directory.forked'],
    [new CodedError('record.not-whole'), 6, 'record.not-whole'],
    [new CodedError('record.behind'), 5, 'record.behind'],
    [new CodedError('store.altered'), 6, 'store.altered'],
    [new CodedError('attachment.altered'), 6, 'attachment.altered'],
    [new ProblemError('attachment.unknown'), 4, 'attachment.unknown'],
    [new ProblemError('attachment.quota'), 3, 'attachment.quota'],
    [new CodedError('export.chain'), 6, 'export.chain'],
    [new CodedError('export.form'), 2, 'export.form'],
    [new CodedError('passphrase.refused'), 7, 'passphrase.refused'],
    [new CodedError('store.busy'), 8, 'store.busy'],
    [prompt, 130, 'usage.interrupted'],
  ])('tells %s by %i', (error, exit, code) => {
    expect([exitCodeOf(error), errorCodeOf(error)]).toEqual([exit, code]);
  });
});

describe('explain', () => {
  it.each([
    new Error('a bug\n    at somewhere (/x.js:1:1)'),
    prompt,
    disk,
    'thrown',
    new CodedError('roster.stale'),
    new ProblemError('statement.refused', 'a\u001b[31mb'),
    new CodedError('usage.invalid', `long ${'x'.repeat(2000)}`),
    new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"),
    z.object({ a: z.string() }).safeParse({}).error,
  ])('says %s on one line that is safe for a terminal', (error) => {
    const words = explain(error);
    expect(words).toMatch(/^[^\p{Cc}]{4,500}$/u);
    expect(words).not.toMatch(/^error:/);
  });

  it('says what to do where the code alone was given', () => {
    expect(explain(new CodedError('consent.missing'))).toContain('comity conversation consent');
    expect(explain(new ProblemError('session.expired'))).toContain('asks the administrator who made it');
    expect(explain(new CodedError('share.count'))).not.toBe('share.count');
  });
});
