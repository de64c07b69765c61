import { expose } from 'comlink';
import { carryErrorCodes } from '../platform/error-transfer.js';
import { openDesk } from './desk.js';

carryErrorCodes();
const desk = openDesk();

if ('onconnect' in self) {
  (self as unknown as SharedWorkerGlobalScope).onconnect = ({ ports: [port] }) => {
    if (port !== undefined) expose(desk, port);
  };
} else {
  expose(desk);
}
