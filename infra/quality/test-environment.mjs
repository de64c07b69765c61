import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

const used = new Set();
// oxlint-disable-next-line typescript/unbound-method -- it is called on the storage that it was asked of
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...given) {
  used.add(this);
  return run.apply(this, given);
};

/**
 * As Jest's own, and ends with each test file what it had follow its promises: Jest begins one storage a file and ends none,
 * and Node 20 asks all that a worker has begun at every promise.
 */
export default class Environment extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const storage of used) storage.disable();
    used.clear();
  }
}
