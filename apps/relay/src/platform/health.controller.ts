import { Controller, Get } from '@nestjs/common';
import { ProblemError } from '#contracts';
import { Database } from './database.js';
import { Allow } from './policy.js';
import { Stopping } from './stopping.js';

/** For supervisors and load balancers: whether the process lives, and whether it should get work. */
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly stopping: Stopping,
  ) {}

  /** The process answers. */
  @Get('health')
  @Allow('public')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The database answers and the node is not stopping. @throws `relay.stopping`, `relay.unavailable` */
  @Get('ready')
  @Allow('public')
  async ready(): Promise<{ status: 'ok' }> {
    this.stopping.refuse();
    try {
      await this.database.manager.query('select 1');
    } catch (error) {
      throw new ProblemError('relay.unavailable', 'database', { cause: error });
    }
    return { status: 'ok' };
  }
}
