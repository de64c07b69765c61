import {
  newOfficerId,
  formatStatementFile,
  inTheLog,
  type CarriedSigner,
  type CarriedStatement,
  type Client,
} from '#client';
import { OfficerId } from '#contracts';
import { unixSeconds } from '#primitives';
import type { Appointment } from './api/administration.js';
import type { Confirmed, LookedAtDevice } from './api/devices.js';
import type { SignaturesDesk, SignerLine, Signing, StatementLine } from './api/signatures.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { askedFor } from './devices.js';
import { personNamed } from './names.js';

const DAY = 86_400;
const SHORT_ID = 8;

/** Acts that take two administrators, over the signed-in client. */
export class SignaturesViews implements SignaturesDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'clock' | 'timers'>,
  ) {}

  async list(): Promise<readonly StatementLine[]> {
    return (await this.client().carried.list()).map((one) => statementLine(this.client(), one));
  }

  appoint({ days, ...person }: Appointment): Promise<StatementLine> {
    const officer = newOfficerId();
    const from = unixSeconds(this.browser.clock);
    const validity = { from, until: from + days * DAY };
    return this.then(this.client().carried.makeAdministrator({ officer, validity, person }));
  }

  promote(text: string): Promise<StatementLine> {
    const client = this.client();
    const officer = OfficerId.parse(text);
    const validity = client.directory.latest.officer(officer)?.validity ?? { from: 0, until: 0 };
    return this.then(client.carried.makeAdministrator({ officer, validity }));
  }

  dismiss(officer: string): Promise<StatementLine> {
    return this.then(this.client().carried.dismiss(OfficerId.parse(officer)));
  }

  enrol(words: string, of: LookedAtDevice): Promise<StatementLine> {
    return this.then(this.client().carried.enrol(words, askedFor(of)));
  }

  take(text: string): Promise<StatementLine> {
    return this.then(this.client().carried.take(text));
  }

  sign(id: string, signing: Signing): Promise<StatementLine> {
    return this.then(this.client().carried.sign(id, signing));
  }

  async submit(id: string): Promise<Confirmed> {
    const client = this.client();
    await client.carried.submit(id);
    const confirmed = await inTheLog(client.directory, this.browser.timers, () => client.carried.isLogged(id));
    this.changes.say(['signatures'], ['devices'], ['directory'], ['trust'], ['hand-overs']);
    return { confirmed };
  }

  async drop(id: string): Promise<void> {
    await this.client().carried.drop(id);
    this.changes.say(['signatures']);
  }

  private async then(act: Promise<CarriedStatement>): Promise<StatementLine> {
    const line = statementLine(this.client(), await act);
    this.changes.say(['signatures']);
    return line;
  }
}

/** A carried statement as it is shown. */
export function statementLine(client: Client, carried: CarriedStatement): StatementLine {
  const { id, told, file, signers, isSigned, next, isPlaced } = carried;
  return {
    id,
    act: told,
    signers: signers.map((signer) => signerLine(client, signer)),
    isSigned,
    standing: standingOf(carried),
    next: next.map(({ name }) => name),
    isPlaced,
    file: formatStatementFile(file),
    fileName: `comity-${file.body.type}-${id.slice(0, SHORT_ID)}.json`,
  };
}

function signerLine(client: Client, { is, officer, kind }: CarriedSigner): SignerLine {
  return { is, person: officer && personNamed(client, officer), kind };
}

function standingOf({ isLogged, isStale, missing }: CarriedStatement): StatementLine['standing'] {
  if (isLogged) return 'logged';
  return isStale ? 'stale' : (missing ?? 'ready');
}
