import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';

/** The OpenAPI description of every route, made from the same zod schemas that check the requests. */
export function openApiOf(app: NestFastifyApplication): object {
  const shape = new DocumentBuilder()
    .setTitle('Comity relay')
    .setDescription(
      'Stores and forwards what it cannot read. Problems are RFC 9457; their codes stand in libs/contracts.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  return cleanupOpenApiDoc(SwaggerModule.createDocument(app, shape));
}
