/** Filters the page. Without it everything is there and readable. */
export const script = `
(() => {
  const form = document.querySelector('form');
  const rows = [...document.querySelectorAll('[data-operation]')];
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };
  const apply = () => {
    const value = (name) => form.elements.namedItem(name).value;
    const verdict = value('verdict'), operation = value('operation'), text = value('text').toLowerCase().trim();
    let shown = 0, cases = 0;
    for (const row of rows) {
      const fits = (!verdict || !row.dataset.verdict || row.dataset.verdict === verdict)
        && (!operation || row.dataset.operation.split('\\n').includes(operation))
        && (!text || textOf(row).includes(text));
      row.hidden = !fits;
      if (row.matches('[data-case]')) { cases++; if (fits) shown++; }
    }
    for (const group of document.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('[data-operation]:not([hidden])');
    document.querySelector('output').value = shown + ' of ' + cases + ' cases';
  };
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let parent = target.parentElement; parent; parent = parent.parentElement) if (parent.tagName === 'DETAILS') parent.open = true;
    target.scrollIntoView({ block: 'center' });
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', reveal);
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    form.elements.namedItem('text').focus();
  });
  apply();
  reveal();
})();
`.trim();
