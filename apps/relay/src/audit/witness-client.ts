import { Inject, Injectable } from '@nestjs/common';
import { formatAddCheckpoint, type MerkleTree, type NoteSignature, parseSignatures } from '#tlog';
import { CONFIG, type Config } from '../platform/config.js';
import { faultText } from '../platform/problem.filter.js';
import { RelayLogger } from '../platform/logger.js';
import type { SignedCheckpoint } from './checkpoints.repository.js';
import type { LogName } from './log-name.js';

const MAX_ANSWER = 16 * 1024;
const SIZE = /^(0|[1-9][0-9]{0,15})\n$/;

/** Asks witnesses for cosignatures (c2sp.org/tlog-witness, `POST <prefix>/add-checkpoint`). What they answer is untrusted until verified. */
@Injectable()
export class WitnessClient {
  // The size each witness cosigned last for each log, as far as this node knows; a witness that knows better says so.
  readonly #sizes = new Map<string, number>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly logger: RelayLogger,
  ) {}

  /** The signature lines that the witnesses which answer in time give; none throws. */
  async cosign(log: LogName, checkpoint: SignedCheckpoint, tree: MerkleTree): Promise<NoteSignature[]> {
    const answers = await Promise.all(
      this.config.witnessUrls.map(async (url) => {
        try {
          return await this.ask(url, log, checkpoint, tree);
        } catch (error) {
          this.logger.warn('witness.silent', { log, witness: new URL(url).host, fault: faultText(error) });
          return [];
        }
      }),
    );
    return answers.flat();
  }

  private async ask(
    url: string,
    log: LogName,
    checkpoint: SignedCheckpoint,
    tree: MerkleTree,
  ): Promise<NoteSignature[]> {
    const name = `${log} ${url}`;
    for (let attempt = 1; ; attempt++) {
      const oldSize = this.#sizes.get(name) ?? 0;
      // A witness that has seen a larger tree than this one cannot be asked to go back.
      if (oldSize > checkpoint.size) return [];
      const proof = tree.consistencyProof(oldSize, checkpoint.size);
      const response = await fetch(`${url}/add-checkpoint`, {
        method: 'POST',
        body: formatAddCheckpoint({ oldSize, proof, note: checkpoint.note }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.config.witnessTimeoutSeconds * 1000),
      });
      const answer = await boundedText(response);
      if (response.status === 200) {
        this.#sizes.set(name, checkpoint.size);
        return parseSignatures(answer);
      }
      const size = response.status === 409 ? SIZE.exec(answer)?.[1] : undefined;
      if (size === undefined || attempt === 3) {
        this.logger.warn('witness.refused', { log, witness: new URL(url).host, status: response.status });
        return [];
      }
      this.#sizes.set(name, Number(size));
    }
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_ANSWER) throw new Error('a witness answered too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
