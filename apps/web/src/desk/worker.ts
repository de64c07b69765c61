// First: no schema is to be made before it.
import './jitless.js';
import { expose } from 'comlink';
import { carryErrorCodes } from '../platform/error-transfer.js';
import { callsAlone } from './door.js';

carryErrorCodes();

// The desk waits for its cryptography to be loaded, a window's connection would not wait for a worker that does: it is
// taken at once, and answered when the desk is there.
const desk = import('./desk.js').then(async ({ openDesk }) => {
  await alone();
  return openDesk();
});

/** The worker of a newer version waits here until that of the older one, and its windows, are gone: a device is opened once. */
async function alone(): Promise<void> {
  await new Promise<void>((taken) => {
    void navigator.locks.request('comity-device', () => {
      taken();
      return new Promise(() => undefined);
    });
  });
}

function connect(port: MessagePort | undefined): void {
  if (port === undefined) return;
  void desk.then((opened) => {
    callsAlone(port, opened);
    expose(opened, port);
  });
}

if ('onconnect' in self) {
  (self as unknown as SharedWorkerGlobalScope).onconnect = ({ ports: [port] }) => {
    connect(port);
  };
} else {
  // A worker of one window is sent its port.
  self.onmessage = ({ data }: MessageEvent<MessagePort>) => {
    connect(data);
  };
}
