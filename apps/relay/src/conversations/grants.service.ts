import { Injectable } from '@nestjs/common';
import {
  type ConversationId,
  type DeviceId,
  type Grants,
  type GrantSubmission,
  limits,
  ProblemError,
} from '#contracts';
import { toBase64url, unixSeconds } from '#primitives';
import { deviceIn, evictionOf } from '#roster';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { FrameFanOut } from './frame-fan-out.js';
import { GrantsRepository } from './grants.repository.js';
import { Rosters } from './rosters.js';

const MAX_ANSWER_BYTES = 4 * limits.grantBytes;

/** Carries sealed history from a member to a joiner (protocol 4.1). */
@Injectable()
export class GrantsService {
  constructor(
    private readonly grants: GrantsRepository,
    private readonly rosters: Rosters,
    private readonly keys: AgreementKeysService,
    private readonly directory: DirectoryState,
    private readonly fanOut: FrameFanOut,
    private readonly clock: SystemClock,
  ) {}

  /**
   * Keeps a grant for a joiner. @throws `conversation.unknown`, `grant.refused` with `joiner`, `number` (not its newest
   * key), `length` or `full`
   */
  async put(
    granter: DeviceId,
    conversation: ConversationId,
    { joiner, number, grant }: GrantSubmission,
  ): Promise<void> {
    const roster = await this.rosters.latest(conversation);
    if (roster === undefined || deviceIn(roster, granter) === undefined) throw new ProblemError('conversation.unknown');
    const device = deviceIn(roster, joiner);
    const at = unixSeconds(this.clock);
    const isOver = device === undefined || evictionOf(roster, device, this.directory.latest, at) !== 'not-due';
    if (isOver || joiner === granter) throw new ProblemError('grant.refused', 'joiner');
    if ((await this.keys.served([joiner])).get(joiner) !== number) throw new ProblemError('grant.refused', 'number');
    const bytes = Buffer.from(grant, 'base64url');
    if (bytes.toString('base64url') !== grant) throw new ProblemError('request.invalid', 'grant');
    if (bytes.length > limits.grantBytes) throw new ProblemError('grant.refused', 'length');
    const kept = await this.grants.put(
      conversation,
      joiner,
      { granter, number, bytes },
      limits.grants,
      unixSeconds(this.clock),
    );
    if (!kept) throw new ProblemError('grant.refused', 'full');
    this.fanOut.grant(conversation, joiner);
  }

  /** What others granted a device; as much as one answer holds, the rest once these are deleted. */
  async of(device: DeviceId, conversation: ConversationId): Promise<Grants> {
    const stored = await this.grants.of(conversation, device, MAX_ANSWER_BYTES);
    return { grants: stored.map(({ granter, number, bytes }) => ({ granter, number, grant: toBase64url(bytes) })) };
  }

  /** Forgets a grant that its joiner has stored; one that is gone already is no fault. */
  async delete(device: DeviceId, conversation: ConversationId, granter: DeviceId, number: number): Promise<void> {
    await this.grants.delete(conversation, device, granter, number);
  }
}
