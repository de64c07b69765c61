import { describe, expect, it } from '@jest/globals';
import type { Entry, Place } from '../../../desk/api/thread.js';
import { beginsDay, firstNew, isStop, nextStop } from './marks.js';

const DAY = 86_400;
// Noon, so that no zone moves it to another day.
const NOON = DAY / 2;

const place = (seq: number, is: Entry['is'], more: object = {}): Place =>
  ({ seq, notices: [], entry: { is, at: NOON, own: false, ...more } }) as unknown as Place;
const held = (...places: Place[]) => {
  const at = (seq: number): Place | undefined => places.find((one) => one.seq === seq);
  return { at, places };
};

describe('beginsDay', () => {
  const { at, places } = held(
    place(1, 'event'),
    place(2, 'message'),
    place(3, 'quiet', { at: NOON + DAY }),
    place(4, 'message', { at: NOON + DAY }),
    place(5, 'message', { at: NOON + DAY }),
    place(9, 'message', { at: NOON + DAY }),
  );

  it('marks the first place, and each that is of another day than what is shown before it', () => {
    expect(places.filter((one) => beginsDay(at, one)).map(({ seq }) => seq)).toEqual([1, 4]);
  });

  it('waits with the mark while what stands before is not at hand', () => {
    expect(beginsDay(at, places[5]!)).toBe(false);
  });
});

describe('firstNew', () => {
  it('is the first message of somebody else after what was read', () => {
    const { at } = held(
      place(3, 'event'),
      place(4, 'message', { own: true }),
      place(5, 'message'),
      place(6, 'message'),
    );
    expect(firstNew(at, 2, 6)).toBe(5);
  });

  it('is not told before everything in between is at hand', () => {
    const { at } = held(place(5, 'message'));
    expect(firstNew(at, 2, 5)).toBeUndefined();
  });
});

describe('nextStop', () => {
  const notice = { ...place(3, 'event'), notices: [{}] } as unknown as Place;
  const { at } = held(place(1, 'message'), place(2, 'quiet'), notice, place(4, 'event'), place(5, 'refused'));

  it('passes over what is only told, in both directions', () => {
    expect(nextStop(at, 1, 1, 5)).toBe(3);
    expect(nextStop(at, 3, 1, 5)).toBe(5);
    expect(nextStop(at, 3, -1, 5)).toBe(1);
  });

  it('ends at both ends', () => {
    expect(nextStop(at, 5, 1, 5)).toBeUndefined();
    expect(nextStop(at, 1, -1, 5)).toBeUndefined();
  });

  it('stops where a place is not at hand', () => {
    expect(nextStop(at, 5, 1, 9)).toBe(6);
  });

  it('holds messages, what cannot be read and what was refused for stops', () => {
    expect((['message', 'unreadable', 'refused', 'event', 'quiet'] as const).map((is) => isStop(place(1, is)))).toEqual(
      [true, true, true, false, false],
    );
  });
});
