import { describe, expect, it, jest } from '@jest/globals';
import { OpenApiController, OpenApiDocument } from './openapi.controller.js';

describe('the description of the routes', () => {
  it('is made when it is first asked for, and once', () => {
    const document = new OpenApiDocument();
    const make = jest.fn(() => ({ openapi: '3.1.0' }));
    document.make = make;
    const controller = new OpenApiController(document);
    expect(make).not.toHaveBeenCalled();
    expect([controller.read(), controller.read()]).toEqual([{ openapi: '3.1.0' }, { openapi: '3.1.0' }]);
    expect(make).toHaveBeenCalledTimes(1);
  });
});
