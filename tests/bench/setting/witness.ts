import { once } from 'node:events';
import { systemClock } from '#cli/platform/environment';
import { witnessServer } from '#cli/witness/witness-server';
import { WitnessState } from '#cli/witness/witness-state';
import { newSigningSeed, publicKeyOf, signPublicNote } from '#crypto/log-signer';
import { formatVerifierKey, noteSigner, parseVerifierKey } from '#tlog';
import { answerCalls } from './child.js';

/** Where a witness listens, and its verifier key. */
export interface Witness {
  readonly url: string;
  readonly key: string;
}

const signer = noteSigner('witness.bench', 'cosignature', newSigningSeed(), { publicKeyOf, signPublicNote });

answerCalls({
  witness: async (folder: string, logs: readonly string[]): Promise<Witness> => {
    const state = new WitnessState(folder);
    const server = witnessServer({ signer, logs: logs.map(parseVerifierKey), state, clock: systemClock });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    return { url: `http://127.0.0.1:${port}`, key: formatVerifierKey(signer.key) };
  },
});
