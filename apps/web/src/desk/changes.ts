import { CHANGES, type Changed } from './api/desk.js';
import type { Topic } from './api/topics.js';

/** Says to every window which views have changed; what changes within one turn is said once. */
export interface Changes {
  say(...topics: readonly Topic[]): void;
}

/** The changes of this worker, on the channel that all windows of this browser listen to. */
export function changes(): Changes {
  const channel = new BroadcastChannel(CHANGES);
  const waiting = new Map<string, Topic>();
  return {
    say: (...topics) => {
      if (waiting.size === 0)
        queueMicrotask(() => {
          channel.postMessage({ topics: [...waiting.values()] } satisfies Changed);
          waiting.clear();
        });
      for (const topic of topics) waiting.set(topic.join(' '), topic);
    },
  };
}
