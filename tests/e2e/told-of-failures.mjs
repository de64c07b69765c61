import Environment from '../../infra/quality/test-environment.mjs';

/** As elsewhere, and tells a test file of each test that failed, or what was to come before it, while what it opened still stands. */
export default class ToldOfFailures extends Environment {
  async handleTestEvent({ name, test, hook }) {
    if (name === 'test_fn_failure') await this.global.whenTestFails?.(test.name);
    if (name === 'hook_failure') await this.global.whenTestFails?.(`${hook.parent.name}: ${hook.type}`);
  }
}
