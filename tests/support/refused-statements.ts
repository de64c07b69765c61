import { limits } from '#contracts';
import { statementHash, type RefusalCode } from '#directory';
import { toBase64url } from '#primitives';
import { anArchive } from './directory-history.js';
import { ALWAYS, aKey, mustApply, type NetworkBuilder } from './directory.js';

/** How one refusal is met at the relay's door and in its log. */
export interface Meeting {
  readonly statement: (scene: Scene) => string;
  /** What the relay answers, where that is not `statement.refused` with the code. */
  readonly answered?: string;
  /** The subject under which a relay that breaks its own rules logs it, where that is not `authority:north`. */
  readonly filed?: string;
  /** No relay can serve it: neither door of the wire lets it through. */
  readonly unservable?: true;
}

/** The one that is met only before everything else. */
export const BEFORE_FOUNDING = 'directory.not-founded' satisfies RefusalCode;

type Scene = ReturnType<typeof refusedScene>;

/** Founds the network and brings it to where every refusal but {@link BEFORE_FOUNDING} can be met at once. */
export function refusedScene(network: NetworkBuilder) {
  mustApply(network.say(network.founding, ...network.quorum));
  const founding = network.entries.at(-1)?.statement ?? '';
  const [north, south] = [network.anAuthority('north'), network.anAuthority('south')];
  const settings = { idleLock: 300, readMarkers: true, clearance: [], highestMarking: '', webAllowed: true };
  const asked = { type: 'authority.settings' as const, ...settings };
  const ana = north.anAdministrator('ana');
  const bo = north.anOfficer('bo');
  const laptop = ana.aDevice();
  const browser = bo.aDevice('browser-of-bo', 'web');
  const [dora, eve] = [north.anAdministrator('dora'), north.anAdministrator('eve')];
  const [doras, eves] = [dora.aDevice('browser-of-dora', 'web'), eve.aDevice('browser-of-eve', 'web')];
  const gone = north.anOfficer('gone');
  mustApply(gone.isDismissed());
  mustApply(network.say({ ...asked, subject: south.id, webAllowed: false }, south.anAdministrator('sam').aDevice()));
  const sue = south.anOfficer('sue');
  const region = network.aRegion('coast', ana);
  const joined = { type: 'network.member-added' as const, subject: region, authority: south.id };
  mustApply(network.say(joined, laptop, south.key));
  const artefacts = [{ name: 'comity.tgz', sha256: aKey('artefact').key }];
  const release = { type: 'release.published' as const, subject: 'network' as const, version: '1.0.0', artefacts };
  mustApply(network.say(release, ...network.releaseKeys));
  return {
    network,
    founding,
    north,
    south,
    ana,
    bo,
    dora,
    laptop,
    browser,
    doras,
    eves,
    sue,
    region,
    joined,
    release,
    asked,
  };
}

const NOTE = { reference: 'NV/2026/18', date: '2026-03-02' };
const swapped = (text: string, one: string, other: string): string => text.replace(one, () => other);

/** Each refusal of the directory, by its code, with a statement that meets it. */
export const meetings: Readonly<Record<RefusalCode, Meeting>> = {
  'statement.too-large': {
    statement: () => `{"body":{"name":"${'x'.repeat(limits.statementBytes)}"},"signatures":[]}`,
    answered: 'request.invalid: statement',
    unservable: true,
  },
  'statement.json': { statement: () => '{"body":{},"body":{},"signatures":[]}' },
  'statement.field': { statement: () => '{"body":{"type":"authority.settings"},"signatures":[]}' },
  'statement.signature-order': {
    statement: ({ network, north }) => {
      const text = network.signed({ ...north.notification, name: 'Justice' }, ...network.quorum);
      const { signatures } = JSON.parse(text) as { signatures: unknown[] };
      return swapped(text, JSON.stringify(signatures), JSON.stringify(signatures.toReversed()));
    },
  },
  'statement.type': {
    statement: ({ network, north }) =>
      network.signed({ ...north.notification, type: 'authority.crowned' } as never, ...network.quorum),
  },
  'statement.body': {
    statement: ({ network, north }) =>
      network.signed({ ...north.notification, motto: 'fiat' } as never, ...network.quorum),
  },
  'statement.misfiled': {
    // An honest relay files a statement where it says that it belongs: there it is out of place for another reason.
    statement: ({ network, south }) => network.signed({ ...south.notification, state: 'XK' }, ...network.quorum),
    answered: 'statement.refused: directory.state',
  },
  'statement.prev': {
    statement: ({ network }) => network.entries[2]?.statement ?? '',
    answered: 'statement.stale: statement.prev',
  },
  'statement.not-entitled': {
    statement: ({ network, asked, north, browser }) => network.signed({ ...asked, subject: north.id }, browser),
  },
  'statement.too-few': {
    statement: ({ network, north }) => network.signed(north.notification, network.quorum[0] ?? north.key),
  },
  'statement.web-only': {
    statement: ({ network, north, doras, eves }) =>
      network.signed({ ...north.appointment('fay'), roles: ['administrator'] }, doras, eves),
  },
  'statement.signature': {
    statement: ({ network, asked, north, laptop }) => {
      const text = network.signed({ ...asked, subject: north.id }, laptop);
      const other = network.signed({ ...asked, subject: north.id, idleLock: 301 }, laptop);
      const signatureIn = (of: string) => /"signature":"([^"]+)"/.exec(of)?.[1] ?? '';
      return swapped(text, signatureIn(text), signatureIn(other));
    },
  },
  'directory.not-founded': {
    statement: ({ network }) => {
      const subject = 'authority:early' as Scene['north']['id'];
      const keys = [aKey('key of early').key];
      const designation = { state: 'VL', name: 'Early', functions: ['extradition'], instruments: ['untoc'] };
      const notified = { type: 'authority.notified' as const, subject, ...designation, ...NOTE, keys, threshold: 1 };
      return network.signed(notified, ...network.quorum);
    },
  },
  'directory.founded': {
    statement: ({ network }) =>
      network.signed(
        { ...network.founding, prev: network.directory.latest.latestStatementHash('network') },
        ...network.quorum,
      ),
    filed: 'network',
  },
  'directory.authority-unknown': {
    statement: ({ network, north }) =>
      network.signed(
        { type: 'authority.suspended', subject: 'authority:nobody' as typeof north.id, ...NOTE },
        ...network.quorum,
      ),
    filed: 'authority:nobody',
  },
  'directory.status': {
    statement: ({ network, north }) =>
      network.signed({ type: 'authority.reinstated', subject: north.id, ...NOTE }, ...network.quorum),
  },
  'directory.state': {
    statement: ({ network, north }) => network.signed({ ...north.notification, state: 'XK' }, ...network.quorum),
  },
  'directory.officer-unknown': {
    statement: ({ network, north, sue }) => network.signed({ ...sue.dismissal, subject: north.id }, north.key),
  },
  'directory.device-unknown': {
    statement: ({ network, north, sue }) =>
      network.signed({ ...sue.aNewDevice('nowhere').revocation, subject: north.id }, north.key),
  },
  'directory.id-used': {
    statement: ({ network, bo, browser, laptop }) => {
      const device = bo.aNewDevice('anew');
      return network.signed({ ...device.enrolment, device: laptop.id }, device, browser);
    },
  },
  'directory.key-used': {
    statement: ({ network, bo, browser, laptop }) => {
      const device = bo.aNewDevice('key-anew');
      return network.signed({ ...device.enrolment, recognition: laptop.recognition }, device, browser);
    },
  },
  'directory.final': {
    statement: ({ network, north }) => network.signed({ ...north.appointment('gone'), validity: ALWAYS }, north.key),
  },
  'directory.web': {
    statement: ({ network, south, sue }) => {
      const device = sue.aNewDevice('browser-of-sue', 'web');
      return network.signed(device.enrolment, device, south.key);
    },
    filed: 'authority:south',
  },
  'directory.region': {
    statement: ({ network, region, ana, north }) => {
      const coordinators = [{ authority: north.id, officer: ana.id }];
      return network.signed(
        { type: 'network.formed', subject: region, name: 'Again', coordinators },
        ...network.quorum,
      );
    },
    filed: 'region:coast',
  },
  'directory.member': {
    statement: ({ network, joined, laptop, south }) => network.signed(joined, laptop, south.key),
    filed: 'region:coast',
  },
  'directory.release': {
    statement: ({ network, release }) => network.signed(release, ...network.releaseKeys),
    filed: 'network',
  },
  'directory.archive': {
    statement: ({ network, north, laptop }) => {
      const { signers } = anArchive(north);
      const archive = toBase64url(statementHash('no archive'));
      const opened = { type: 'archive.opened' as const, subject: north.id, archive, device: laptop.id };
      return network.signed({ ...opened, scope: 'all' }, ...signers.slice(0, 2));
    },
  },
};
