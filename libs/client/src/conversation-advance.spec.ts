import { describe, expect, it } from '@jest/globals';
import { DeviceId, isConversationId } from '#contracts';
import { newConversationId } from './conversation-advance.js';

describe('newConversationId', () => {
  it('draws ids that can be typed in a command: none begins with a dash, as one in 64 would', () => {
    const self = { networkId: new Uint8Array(32), device: DeviceId.parse('device-ana') };
    const ids = Array.from({ length: 1_000 }, () => newConversationId(self));
    expect(ids.every((id) => isConversationId(id) && !id.startsWith('-'))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
