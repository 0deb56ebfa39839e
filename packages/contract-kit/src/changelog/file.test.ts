import { describe, expect, it } from 'vitest';
import { computedVersion, updateChangelog, type Update } from './file.ts';

const update: Update = {
  title: 'Sign-in API',
  from: '1.0.0',
  to: '2.0.0',
  next: '2.0.0',
  lines: ['### Breaking', '', '**`signIn`**', '', '- One.', '- Two.', '', '### Added', '', '**`signIn`**', '', '- Three.'],
};
const first = updateChangelog('', update);
const released = '# My own title\n\nMy own words.\n\n## 1.0.0 (2026-01-02)\n\nFirst version.\n';

/** The lines that are neither empty nor the note. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('<!--'));
}

describe('an entry', () => {
  it('is the first of a file that it makes', () => {
    expect(linesOf(first)).toEqual([
      '# Sign-in API: changes',
      'What a client of this API notices, by version.',
      '## 2.0.0',
      ...update.lines.filter((line) => line !== ''),
    ]);
    expect(first).toMatch(/^<!-- contract-kit 2\.0\.0: .* -->$/m);
  });

  it('comes above what was released, of which nothing changes', () => {
    const text = updateChangelog(released, update);
    expect(text.startsWith('# My own title\n\nMy own words.\n\n## 2.0.0\n')).toBe(true);
    expect(text.endsWith('\n- Three.\n\n## 1.0.0 (2026-01-02)\n\nFirst version.\n')).toBe(true);
  });

  it('is the same a second time, also when a formatter was there', () => {
    expect(updateChangelog(first, update)).toBe(first);
    expect(updateChangelog(first.replaceAll('**', '__').replace('- One.', '-   One.'), update)).toBe(first);
    expect(updateChangelog(first.replaceAll('\n', '\r\n'), update)).toBe(first);
  });

  it('goes when nothing is left to say, and the file with it if it was made for that', () => {
    const nothing = { ...update, to: '1.0.0', next: '1.0.0', lines: [] };
    expect(updateChangelog(first, nothing)).toBe('');
    expect(updateChangelog(updateChangelog(released, update), nothing)).toBe(released);
  });

  it('takes in those of versions that were never released', () => {
    const minor = updateChangelog(released, { ...update, to: '1.1.0', next: '1.1.0', lines: ['### Added', '', '- Three.'] });
    const text = updateChangelog(minor.replace('- Three.', '- Three.\n- Mine.'), update);
    expect(text).not.toContain('## 1.1.0');
    expect(linesOf(text).slice(2, 11)).toEqual(['## 2.0.0', ...update.lines.filter((line) => line !== ''), '- Mine.']);
  });

  it('leaves alone what somebody else says of later versions', () => {
    const text = `# Mine\n\n## 3.0.0\n\nPlans.\n\n${released.slice(released.indexOf('## 1.0.0'))}`;
    expect(linesOf(updateChangelog(text, update)).filter((line) => line.startsWith('## '))).toEqual([
      '## 3.0.0',
      '## 2.0.0',
      '## 1.0.0 (2026-01-02)',
    ]);
  });
});

describe('what was written by hand', () => {
  const byHand = first
    .replace('### Breaking\n', 'Above all.\n\n### Breaking\n\nWhy it breaks.\n')
    .replace('- Two.\n', '- Two.\n  - Below two.\n')
    .concat('\nAt the end.\n');

  it('stays where it stands', () => {
    expect(updateChangelog(byHand, update)).toBe(byHand);
  });

  it('stays although the lines around it change', () => {
    const text = updateChangelog(byHand, { ...update, lines: ['### Breaking', '', '**`signIn`**', '', '- Zero.', '- Two.'] });
    expect(linesOf(text).slice(2)).toEqual([
      '## 2.0.0',
      'Above all.',
      '### Breaking',
      'Why it breaks.',
      '**`signIn`**',
      '- Zero.',
      '- Two.',
      '  - Below two.',
      'At the end.',
    ]);
  });

  it('goes to the end when the line above it goes', () => {
    const text = updateChangelog(byHand, { ...update, lines: ['### Added', '', '**`signIn`**', '', '- Three.'] });
    expect(linesOf(text).slice(2)).toEqual([
      '## 2.0.0',
      'Above all.',
      '### Added',
      '**`signIn`**',
      '- Three.',
      'At the end.',
      'Why it breaks.',
      '  - Below two.',
    ]);
  });

  it('waits for the next version when all changes are taken back', () => {
    const back = updateChangelog(byHand, { ...update, to: '1.0.0', next: '1.0.0', lines: [] });
    expect(linesOf(back).slice(2)).toEqual(['## Unreleased', 'Above all.', 'Why it breaks.', '  - Below two.', 'At the end.']);
    expect(linesOf(updateChangelog(back, update))).toEqual(expect.arrayContaining(['## 2.0.0', 'Above all.', '  - Below two.', '- Two.']));
    expect(updateChangelog(back, update)).not.toContain('Unreleased');
  });

  it('is a generated line, if somebody changed it: it comes back, and the other stays', () => {
    const text = updateChangelog(first.replace('- Two.', '- Two, in my words.'), update);
    expect(linesOf(text).slice(5, 8)).toEqual(['- One.', '- Two, in my words.', '- Two.']);
  });
});

it('tells the version that was computed, of what is not released', () => {
  expect(computedVersion(first, '1.0.0')).toBe('2.0.0');
  expect(computedVersion(first, '2.0.0')).toBeUndefined();
  expect(computedVersion(released, '1.0.0')).toBeUndefined();
});
