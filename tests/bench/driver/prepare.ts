import { toBase64url } from '#primitives';
import { publishKey, untilServed } from './agreement.js';
import { concurrently } from './concurrently.js';
import { enrol, type EnrolledDevice } from './enrolment.js';
import type { Handle, Place, Preparation } from './handle.js';
import { Http } from './http.js';
import { BenchNetwork } from './network.js';
import { defaultNetworkFile } from './network-file.js';
import type { Member } from './compose.js';
import { composeOpening, groupKind, submit } from './opening.js';
import { signIn } from './session.js';

// A relay signs in and stores one after the other; more at a time only wait there.
const WIDTH = 16;

/**
 * Founds a network if the relay has none, enrols devices, publishes their agreement keys and opens conversations, all by
 * signed statements through the public HTTP API. Returns one handle for each device, in their order.
 */
export async function prepare(preparation: Preparation): Promise<Handle[]> {
  const { url, devices: count, groups = [], pairs = neighbours(count) } = preparation;
  const http = new Http(url);
  try {
    const network = await BenchNetwork.at(http, preparation.networkFile ?? defaultNetworkFile(url));
    const { devices, region } = await enrol(network, count);
    const checkpoint = await network.checkpoint();
    const { networkId } = network;
    const circles = [
      ...pairs.map((members) => ({ name: undefined, members, kind: 'direct' as const })),
      ...groups.map((group, index) => {
        const members = typeof group === 'number' ? range(group) : group;
        return { name: `g${index}`, members, kind: groupKind(members.length) };
      }),
    ];
    const talking = [...new Set(circles.flatMap(({ members }) => members))];
    const ready = await membersOf(http, { url, networkId, at: checkpoint.at, devices, talking });
    const handles = devices.map(({ id: device, key }): Handle & { directs: Places; groups: Places } => ({
      url,
      networkId: toBase64url(networkId),
      device,
      privateKey: toBase64url(key.privateKey),
      directs: {},
      groups: {},
    }));
    await concurrently(circles, WIDTH, async ({ name, members: numbers, kind }) => {
      const members = numbers.map((number) => found(ready.get(number)));
      const { device: author, token } = found(members[0]);
      const opened = composeOpening({ kind, members, region, networkId, author, directory: checkpoint });
      await submit(http, opened, token);
      const place = { conversation: opened.body.conversation, statement: toBase64url(opened.S) };
      for (const number of numbers) {
        const handle = found(handles[number]);
        if (name !== undefined) handle.groups[name] = place;
        else for (const other of numbers) if (other !== number) handle.directs[found(handles[other]).device] = place;
      }
    });
    return handles;
  } finally {
    http.close();
  }
}

type Places = Record<string, Place>;
type Ready = Member & { readonly device: EnrolledDevice; readonly token: string };

async function membersOf(
  http: Http,
  of: {
    url: string;
    networkId: Uint8Array;
    at: number;
    devices: readonly EnrolledDevice[];
    talking: readonly number[];
  },
): Promise<Map<number, Ready>> {
  const { url, networkId, at, devices, talking } = of;
  const ready = new Map<number, Ready>();
  await concurrently(talking, WIDTH, async (number) => {
    const device = found(devices[number]);
    const token = await signIn(http, { url, networkId, device: device.id, privateKey: device.key.privateKey });
    ready.set(number, { device, token, agreementKey: await publishKey(http, { device, networkId, at, token }) });
  });
  const [first] = ready.values();
  if (first !== undefined)
    await untilServed(
      http,
      [...ready.values()].map(({ device }) => device.id),
      first.token,
    );
  return ready;
}

function neighbours(count: number): [number, number][] {
  return range(Math.floor(count / 2)).map((pair) => [2 * pair, 2 * pair + 1]);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a group or a pair names a device that is not prepared');
  return value;
}
