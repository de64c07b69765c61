import fastifyStatic from '@fastify/static';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { WebController } from './web.controller.js';
import { WebFiles } from './web-files.js';

/** The web client's files, as Vite built them. */
@Module({ controllers: [WebController], providers: [WebFiles] })
export class WebModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly files: WebFiles,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.files.folder === undefined) return;
    await this.host.httpAdapter.getInstance().register(fastifyStatic, {
      root: this.files.folder,
      serve: false,
      cacheControl: false,
      preCompressed: true,
    });
  }
}
