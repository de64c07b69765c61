import { lookUpTokens, makeLookUpToken, revokeLookUpToken, type AuditorAccount, type Client } from '#client';
import { CodedError } from '#primitives';
import type { TokenLine, TokenMade, TokensDesk, TokenWish } from './api/tokens.js';
import type { Changes } from './changes.js';
import { personOfDevice } from './names.js';

/** Tokens of the authority's programs, over the signed-in client. */
export class TokensViews implements TokensDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
  ) {}

  async list(): Promise<readonly TokenLine[]> {
    const client = this.client();
    const { transport, session } = deviceOf(client);
    const tokens = await lookUpTokens(transport, session);
    return tokens.map(({ id, name, reads, by, at, until, usedAt }) => ({
      id,
      name,
      reads,
      by: personOfDevice(client, by),
      at,
      until,
      usedAt,
    }));
  }

  async make({ name, days, reads }: TokenWish): Promise<TokenMade> {
    const client = this.client();
    const { transport, session } = deviceOf(client);
    const { token, until } = await makeLookUpToken(transport, session, { name, days, reads });
    this.changes.say(['tokens']);
    const { relay, founding } = client.identity.invitation;
    const account = { format: 'comity/auditor/v1', relay, founding, token } satisfies AuditorAccount;
    const secret = reads === 'record' ? JSON.stringify(account) : token;
    return { secret, reads, until, address: `${relay}/v1/look-up/authorities` };
  }

  async revoke(id: string): Promise<void> {
    const { transport, session } = deviceOf(this.client());
    await revokeLookUpToken(transport, session, id);
    this.changes.say(['tokens']);
  }
}

function deviceOf({ parts }: Client): NonNullable<Client['parts']['device']> {
  if (parts.device === undefined) throw new CodedError('client.offline', 'this client has no relay');
  return parts.device;
}
