// First: no schema is to be made before it.
import './jitless.js';
import { expose } from 'comlink';
import { carryErrorCodes } from '../platform/error-transfer.js';

carryErrorCodes();

// The desk waits for its cryptography to be loaded, a window's connection would not wait for a worker that does: it is
// taken at once, and answered when the desk is there.
const desk = import('./desk.js').then(({ openDesk }) => openDesk());

function connect(port: MessagePort | undefined): void {
  if (port !== undefined) void desk.then((opened) => expose(opened, port));
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
