import Environment from '../../infra/quality/test-environment.mjs';

/** As elsewhere, and tells a test file of each test that failed, while what it opened still stands. */
export default class ToldOfFailures extends Environment {
  async handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure') await this.global.whenTestFails?.(test.name);
  }
}
