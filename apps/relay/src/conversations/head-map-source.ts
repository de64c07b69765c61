import { Injectable, type OnModuleInit } from '@nestjs/common';
import { headValue } from '#tlog';
import { MapSources } from '../audit/map-sources.js';
import { ConversationsRepository } from './conversations.repository.js';

/** Puts the head of each conversation that grew into the next logged map (protocol 3.4, 5.2). */
@Injectable()
export class HeadMapSource implements OnModuleInit {
  constructor(
    private readonly sources: MapSources,
    private readonly conversations: ConversationsRepository,
  ) {}

  onModuleInit(): void {
    this.sources.register({
      kind: 'head',
      take: async (tx) => {
        const grown = await this.conversations.takeGrown(tx);
        return grown.map(({ id, seq, head }) => ({ kind: 'head', id, value: headValue(seq, head) }));
      },
      taken: async (tx, changes) => {
        await this.conversations.setTaken(
          tx,
          changes.map(({ id }) => id),
        );
      },
    });
  }
}
