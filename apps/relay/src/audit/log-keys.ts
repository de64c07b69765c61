import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { formatVerifierKey, type NoteSigner, parsePrivateNoteKey } from '#tlog';
import { CONFIG, type Config, StartFault } from '../platform/config.js';
import type { LogName } from './log-name.js';

/** The private note keys of the two logs, read once at start from files that only the operator's account should read. */
@Injectable()
export class LogKeys implements OnModuleInit {
  readonly #signers = new Map<LogName, NoteSigner>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async onModuleInit(): Promise<void> {
    for (const log of ['directory', 'audit'] as const) {
      const file = join(this.config.keysDir, `${log}.key`);
      try {
        const text = (await readFile(file, 'utf8')).trim();
        this.#signers.set(log, parsePrivateNoteKey(text, { publicKeyOf, signPublicNote }));
      } catch (error) {
        throw new StartFault(`${file} must hold the private note key of the ${log} log, and cannot be read as one.`, {
          cause: error,
        });
      }
    }
  }

  /** Signs the notes of a log. */
  signer(log: LogName): NoteSigner {
    const signer = this.#signers.get(log);
    if (signer === undefined) throw new Error('asked for a log key before start');
    return signer;
  }

  /** The log's verifier key as the founding statement names it. */
  verifier(log: LogName): string {
    return formatVerifierKey(this.signer(log).key);
  }
}
