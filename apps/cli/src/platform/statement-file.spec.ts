import { describe, expect, it } from '@jest/globals';
import { OfficerId } from '#contracts';
import { nextLines } from './statement-file.js';

const [ana, ben] = ['ana', 'ben'].map((id) => OfficerId.parse(id)) as [OfficerId, OfficerId];
const next = [
  { officer: ana, name: 'Ana Exemplar' },
  { officer: ben, name: 'Ben\u001b[2J' },
];

describe('what is said of a statement that waits for another signature', () => {
  it('is who may give it, by name and without their signs, and what puts it out of date', () => {
    const [to = '', until = ''] = nextLines({ next, isPlaced: true });
    expect(to).toContain('Ana Exemplar, Ben');
    expect(to).not.toContain('\u001b');
    expect(until).toContain('out of date');
  });

  it('is no such thing of a dismissal, which waits as long as it needs', () => {
    expect(nextLines({ next, isPlaced: false })).toHaveLength(1);
  });

  it('is that nobody may, where nobody has a device for it', () => {
    expect(nextLines({ next: [], isPlaced: false })[0]).toContain('--authority-key');
  });
});
