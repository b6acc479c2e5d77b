import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OperationalTo } from '../authentication/route-access';
import { Metrics } from '../observability/metrics';
import { Readiness } from './readiness';

/** For those who run the service: is it alive, may it be asked, how is it doing. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers. */
  @OperationalTo('open')
  @Get('health/live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /** The ledger can be reached and every read model stands at its head; 503 while not. */
  @OperationalTo('open')
  @Get('health/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const report = await this.readiness.report();
    await reply.status(report.status === 'up' ? 200 : 503).send(report);
  }

  /** Prometheus text format. */
  @OperationalTo('metrics')
  @Get('metrics')
  async read(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
