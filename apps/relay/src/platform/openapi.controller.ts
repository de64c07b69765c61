import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from './policy.js';

/** Holds the description, made once, when it is first asked for: no start waits for what few ever read. */
@Injectable()
export class OpenApiDocument {
  /** How it is made; the bootstrap says so. */
  make: () => object = () => ({});
  #value: object | undefined;

  get value(): object {
    this.#value ??= this.make();
    return this.#value;
  }
}

/** Serves the description of the routes. */
@ApiExcludeController()
@Controller('v1/openapi.json')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get()
  @Allow('public')
  read(): object {
    return this.document.value;
  }
}
