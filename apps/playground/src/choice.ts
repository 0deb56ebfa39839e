import { el } from './dom.ts';

export interface Option {
  value: string;
  text: string;
  /** In small beside it. */
  note?: string;
}

let count = 0;

/** One of several, as radio buttons: the arrow keys move between them. `onChoose` is told of each change. */
export function choice(legend: string, options: readonly Option[], chosen: string, onChoose: (value: string) => void): HTMLFieldSetElement {
  const name = `choice-${++count}`;
  return el(
    'fieldset',
    { class: 'choice' },
    el('legend', {}, legend),
    ...options.map(({ value, text, note }) =>
      el(
        'label',
        {},
        el('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => onChoose(value) }),
        el('span', {}, text, note ? el('small', {}, note) : null),
      ),
    ),
  );
}
