import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { Answer, TestRelay } from './relay.js';

/** A route as Nest knows it. */
export interface Route {
  readonly handler: object;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Whether it takes a body, or a query. */
  readonly takes: { readonly body: boolean; readonly query: boolean };
}

// Nest's own numbers for what a parameter of a handler is bound to.
const BODY = '3';
const QUERY = '4';

function routesOf(controller: { new (...given: never[]): object; readonly name: string }): Route[] {
  const prefix = String(Reflect.getMetadata('path', controller));
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const path: unknown = handler && Reflect.getMetadata('path', handler);
    if (handler === undefined || name === 'constructor' || typeof path !== 'string') return [];
    const method = RequestMethod[Number(Reflect.getMetadata('method', handler))] ?? '';
    const bound = Object.keys((Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as object);
    return [
      {
        handler,
        name: `${controller.name}.${name}`,
        method,
        path: `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
        takes: {
          body: bound.some((key) => key.startsWith(`${BODY}:`)),
          query: bound.some((key) => key.startsWith(`${QUERY}:`)),
        },
      },
    ];
  });
}

/** Every route that a relay serves. */
export function routesIn(relay: TestRelay): Route[] {
  return [...relay.app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => routesOf(metatype as Parameters<typeof routesOf>[0]));
}

/** Requests a route with parameters that name nothing that exists. */
export async function requested(
  relay: TestRelay,
  { method, path }: Route,
  body?: unknown,
  query = '',
  bearer?: string,
): Promise<Answer> {
  return relay.call(
    method,
    path
      .replace(':subject', 'network')
      .replace(':log', 'audit')
      .replace(/:(?:epoch|number)/, '1')
      .replace(/:[a-z]+/gi, 'A'.repeat(43)) + query,
    body === undefined ? undefined : JSON.stringify(body),
    bearer,
  );
}
