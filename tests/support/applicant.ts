import { MemoryLevel } from 'memory-level';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Applicant,
  type ApplicantEnvironment,
  type ApplicationForm,
  type ApplicationView,
  type Checklist,
  checklistItems,
} from '#client';
import type { ApplicationId } from '#contracts';
import { applicationSecrets } from '#crypto';
import { formatStatement, parseStatement, statementMessage } from '#directory';
import { fromBase64url, toBase64url, type Clock } from '#primitives';
import { aKey, type NetworkBuilder, type TestKey } from './directory.js';
import type { Person } from './people.js';

/** Changes what the relay answers, as one that cheats would. */
export type Answered = (path: string, body: string) => string;

/** What an applicant's client runs in: real HTTP, and nothing that is kept. */
function applicantEnvironment(clock: Clock, answered: Answered = (_, body) => body): ApplicantEnvironment {
  return {
    clock,
    database: new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }),
    timers: { sleep: (milliseconds) => sleep(milliseconds), every: () => () => undefined },
    async http({ method, url, headers, body }) {
      const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
      return { status: response.status, body: answered(new URL(url).pathname, await response.text()) };
    },
    async httpBytes({ method, url, headers, body }) {
      const response = await fetch(url, { method, headers, ...(body !== undefined && { body: new Uint8Array(body) }) });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };
}

/** An applicant at a relay, or behind a link. */
export function anApplicant(clock: Clock, where: string, answered?: Answered): Promise<Applicant> {
  return Applicant.at(applicantEnvironment(clock, answered), where);
}

/** A form as a State fills it in. */
export function aForm(changes: Partial<ApplicationForm> = {}): ApplicationForm {
  return {
    state: 'QM',
    authority: { name: 'Ministry of Justice of Marenia', address: '1 Harbour Street, Port Maren' },
    functions: [
      { function: 'mutual-legal-assistance', instrument: 'untoc' },
      { function: 'extradition', instrument: 'untoc' },
      { function: 'mutual-legal-assistance', instrument: 'uncac' },
    ],
    designation: { reference: 'MAR/2026/14', date: '2026-01-20' },
    keys: [aKey('marenia').key],
    threshold: 1,
    contact: { name: 'Ada Vell', office: 'Permanent mission', telephone: '+999 1 234', email: 'ada@marenia.example' },
    remarks: '',
    ...changes,
  };
}

/** A document. */
export function aPdf(name = 'note-verbale.pdf', length = 90_000): { name: string; bytes: Uint8Array } {
  return { name, bytes: new Uint8Array(length).fill(7) };
}

/** The header by which an applicant shows that an application is theirs. */
export function accessOf(applicant: Applicant): string {
  const [network = '', secret = ''] = applicant.link?.split('#')[1]?.split('.') ?? [];
  const { access } = applicationSecrets({ networkId: fromBase64url(network), secret: fromBase64url(secret) });
  return `Application ${toBase64url(access)}`;
}

/** An officer finds an application, as they read it now, authentic. */
export async function foundBy(
  { client: { applications } }: Person,
  id: ApplicationId,
  act: 'authenticate' | 'verify',
  words = '',
): Promise<ApplicationView> {
  const { head } = await applications.read(id);
  return applications[act](id, aChecklist(), words, head);
}

/** A checklist on which everything is met. */
export function aChecklist(): Checklist {
  return checklistItems.map((item) => ({ item, met: true, remark: '' }));
}

/** The file of a statement with the signatures of keys added, as the offline signers send it back. */
export function signedFile(network: NetworkBuilder, text: string, keys: readonly TestKey[]): string {
  const { body } = JSON.parse(text) as Pick<ReturnType<typeof parseStatement>, 'body'>;
  const message = statementMessage(network.networkId, body);
  const signatures = keys.map((one) => ({ key: one.key, signature: toBase64url(one.sign(message)) }));
  // Comes back in the order of its keys.
  return JSON.stringify(parseStatement(formatStatement(body, signatures)), undefined, 2);
}
