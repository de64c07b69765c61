import { Injectable } from '@nestjs/common';
import { type ConversationId, type DeviceId, ProblemError, type WrapResponse } from '#contracts';
import { toBase64url } from '#primitives';
import { MerkleTree } from '#tlog';
import { forgetOldest } from '../platform/forget-oldest.js';
import { EpochsRepository } from './epochs.repository.js';

const HASH_BYTES = 32;
const KEPT_TREES = 64;

/** Gives each device its own wrap of an epoch with its proof, and no other's (protocol 2.4). */
@Injectable()
export class WrapsService {
  // All members fetch theirs in the same moment; in order of making.
  readonly #trees = new Map<string, MerkleTree>();

  constructor(private readonly epochs: EpochsRepository) {}

  /** @throws `wrap.unknown` also for a conversation or an epoch that the device was not in */
  async own(device: DeviceId, conversation: ConversationId, epoch: number): Promise<WrapResponse> {
    const stored = await this.epochs.wrap(conversation, epoch, device);
    if (stored === undefined) throw new ProblemError('wrap.unknown');
    const { place, number, wrap, leaves } = stored;
    const proof = this.tree(`${conversation} ${String(epoch)}`, leaves).inclusionProof(place);
    return { wrap: toBase64url(wrap), proof: proof.map(toBase64url), ...(number !== null && { number }) };
  }

  private tree(name: string, leaves: Buffer): MerkleTree {
    const kept = this.#trees.get(name);
    if (kept !== undefined) return kept;
    const tree = new MerkleTree();
    for (let start = 0; start < leaves.length; start += HASH_BYTES)
      tree.append(leaves.subarray(start, start + HASH_BYTES));
    this.#trees.set(name, tree);
    forgetOldest(this.#trees, KEPT_TREES);
    return tree;
  }
}
