import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from './policy.js';

/** Holds the description made once at start. */
@Injectable()
export class OpenApiDocument {
  value: object = {};
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
