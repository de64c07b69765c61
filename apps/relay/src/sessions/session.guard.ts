import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { APPLICATION_SCHEME, type AuthorityId, type DeviceId, ProblemError } from '#contracts';
import { codeOf } from '#primitives';
import { Experts } from '../directory/experts.js';
import { LookUpTokensService } from '../look-up/look-up-tokens.service.js';
import { policyOf, servesExperts } from '../platform/policy.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { Stopping } from '../platform/stopping.js';
import { SessionRegistry } from './session-registry.js';
import type { SignedIn } from './signed-in.js';

const BEARER = /^Bearer ([A-Za-z0-9_-]{43})$/;

const APPLICATION = new RegExp(`^${APPLICATION_SCHEME} ([A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])$`);

type Request = FastifyRequest & { signedIn?: SignedIn; access?: string; auditing?: AuthorityId };

/** Who asks about an application: whoever shows its access, which nobody has checked yet, or a device that is signed in. */
export type ApplicationAsker = { readonly access: string } | { readonly device: DeviceId };

/** Stands before every HTTP handler: no policy, no entry; then limits; then the session or the token that the policy asks for, and no outside expert where it does not name them. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly limiter: RateLimiter,
    private readonly stopping: Stopping,
    private readonly lookUps: LookUpTokensService,
    private readonly experts: Experts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    // Sockets have a table of their own, with a policy for each event.
    if (context.getType() !== 'http') return true;
    const policy = policyOf(context.getHandler());
    if (policy === undefined) throw new ProblemError('permission.denied');
    const request = context.switchToHttp().getRequest<Request>();
    const { authorization } = request.headers;
    if (authorization === undefined) {
      this.limiter.address(request.ip);
      if (policy !== 'public') throw new ProblemError('session.required');
      return true;
    }
    const access = policy === 'application' ? APPLICATION.exec(authorization)?.[1] : undefined;
    if (access !== undefined) {
      this.limiter.address(request.ip);
      this.stopping.refuse();
      request.access = access;
      return true;
    }
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) {
      this.limiter.address(request.ip);
      throw new ProblemError('session.required', 'authorization');
    }
    if (policy === 'session' || policy === 'application' || policy === 'record') this.stopping.refuse();
    try {
      if (policy === 'look-up') {
        await this.lookUps.admit(token, 'directory');
        return true;
      }
      const good = policy === 'record' ? await this.reader(token) : await this.registry.byToken(token);
      if (typeof good === 'string') {
        request.auditing = good;
        return true;
      }
      request.signedIn = good;
    } catch (error) {
      this.limiter.address(request.ip);
      throw error;
    }
    this.limiter.device(request.signedIn.device);
    if (!servesExperts(context.getHandler())) this.experts.refuse(request.signedIn.device);
    return true;
  }

  /** The session that a token is of; or, where it is no session's, the authority whose auditor's it is. */
  private async reader(token: string): Promise<SignedIn | AuthorityId> {
    try {
      return await this.registry.byToken(token);
    } catch (error) {
      if (codeOf(error) !== 'session.expired') throw error;
      return this.lookUps.admit(token, 'record');
    }
  }
}

/** Who reads the record: a device, or an authority's auditor. */
export type RecordReader = { readonly device: DeviceId } | { readonly auditorOf: AuthorityId };

/** Who is behind a request to a handler of policy `record`. */
export const Reader = createParamDecorator((_: unknown, context: ExecutionContext): RecordReader => {
  const { signedIn, auditing } = context.switchToHttp().getRequest<Request>();
  if (auditing !== undefined) return { auditorOf: auditing };
  if (signedIn === undefined) throw new ProblemError('session.required');
  return { device: signedIn.device };
});

/** The session behind a request to a handler of policy `session`. */
export const Session = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const { signedIn } = context.switchToHttp().getRequest<Request>();
  if (signedIn === undefined) throw new ProblemError('session.required');
  return signedIn;
});

/** The session behind a request to a `public` handler, if one came along. */
export const OptionalSession = createParamDecorator(
  (_: unknown, context: ExecutionContext): SignedIn | undefined =>
    context.switchToHttp().getRequest<Request>().signedIn,
);

/** Who is behind a request to a handler of policy `application`. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): ApplicationAsker => {
  const { signedIn, access } = context.switchToHttp().getRequest<Request>();
  if (access !== undefined) return { access };
  if (signedIn === undefined) throw new ProblemError('session.required');
  return { device: signedIn.device };
});
