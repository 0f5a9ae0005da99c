'use strict';
(() => {
  const form = document.getElementById('controls');
  const sections = [...document.querySelectorAll('section[data-category]')];
  const rows = [...document.querySelectorAll('tbody[data-names]')];
  const count = document.getElementById('count');
  const fold = text => text.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/ґ/g, 'г').replace(/[’‘ʼ`´′]/g, "'");
  const names = new Map(rows.map(row => [row, fold(row.dataset.names)]));

  function filter() {
    const chosen = new Set([...form.querySelectorAll('[name=category]:checked')].map(box => box.value));
    const words = fold(form.elements.search.value).split(/\s+/).filter(Boolean);
    const kind = form.elements.kind.value;
    let shown = 0;
    for (const section of sections) {
      const open = !chosen.size || chosen.has(section.dataset.category);
      let any = false;
      for (const row of section.querySelectorAll('tbody[data-names]')) {
        const fits = open && (!kind || row.dataset.kind === kind) && words.every(word => names.get(row).includes(word));
        row.hidden = !fits;
        any ||= fits;
        shown += fits;
      }
      section.hidden = !any;
    }
    count.textContent = shown === rows.length ? '' : `${shown} of ${rows.length} shown`;
    document.getElementById('nothing').hidden = shown > 0 || !rows.length;
  }

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', event => event.preventDefault());
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(part => { part.open = true; }));
})();
