import { TestEnvironment } from 'jest-environment-node';

/** As Jest's own, and tells a test file of each test that failed, while what it opened still stands. */
export default class ToldOfFailures extends TestEnvironment {
  async handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') await this.global.whenTestFails?.(test.name);
  }
}
