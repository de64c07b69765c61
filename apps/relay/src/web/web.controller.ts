import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '#contracts';
import { Origin } from '../platform/origin.js';
import { Allow } from '../platform/policy.js';
import { WebFiles } from './web-files.js';
import { webHeaders } from './web-headers.js';

/** Serves the web client at every path that no other route has. */
@ApiExcludeController()
@Controller()
export class WebController {
  constructor(
    private readonly files: WebFiles,
    private readonly origin: Origin,
  ) {}

  /** A file of the web client, or its page. @throws `request.unknown-route` */
  @Get('*')
  @Allow('public')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [path = ''] = request.url.split('?', 1);
    const file = this.files.find(path, request.headers.accept?.includes('text/html') === true);
    if (file === undefined) throw new ProblemError('request.unknown-route');
    // The policy of a page at localhost would not let it reach the address that invitations name.
    if (`http://${request.host}` === this.origin.value.replace('//127.0.0.1', '//localhost')) {
      await reply.redirect(this.origin.value + request.url, 307);
      return;
    }
    await reply.headers(webHeaders(file)).sendFile(file);
  }
}
