import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from './config.js';

/** The origin that clients sign sessions for and that a browser's socket must come from. */
@Injectable()
export class Origin {
  #value: string | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.#value = config.origin;
  }

  /** Told once, when the listening port is known. */
  listening(port: number): void {
    const host = this.config.listenHost.includes(':') ? `[${this.config.listenHost}]` : this.config.listenHost;
    this.#value ??= `http://${host}:${String(port)}`;
  }

  /** Scheme, host and port without a slash at the end. */
  get value(): string {
    return this.#value ?? `http://${this.config.listenHost}:${String(this.config.port)}`;
  }
}
