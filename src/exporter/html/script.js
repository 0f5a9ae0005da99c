'use strict';
(() => {
  const { languages, cases, endings, words, entries } = JSON.parse(document.getElementById('data').textContent);
  const STEP = 60;
  const $ = id => document.getElementById(id);
  const [search, kind, status, rows, panel] = ['search', 'kind', 'status', 'rows', 'panel'].map($);
  let found = entries, shown = 0, chosen = null;

  // As the program compares names.
  const fold = text => text.normalize('NFC').toLowerCase()
    .replace(/ё/g, 'е').replace(/ґ/g, 'г').replace(/[’‘ʼ`´′ʹ]/g, "'").replace(/[‐‑–—−]/g, '-')
    .replace(/[«»"“”„\u0300\u0301\u00ad\u200b-\u200f\u2060\ufeff]/g, '');

  // Lines such as «стив,,а,ом 3 5»: стив, стива, стивом find the entries 3 and 3 + 5. They are in the order of the stems.
  const groups = words.split('\n');
  const firstFrom = text => {
    let low = 0, high = groups.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (groups[middle] < text) low = middle + 1; else high = middle;
    }
    return low;
  };
  const mark = (group, found) => {
    let entry = 0;
    for (const step of group.split(' ').slice(1)) found[entry += Number(step)] = 1;
  };
  // Which entries have a word that begins so.
  function lookUp(beginning) {
    const found = new Uint8Array(entries.length);
    for (let at = firstFrom(beginning); groups[at]?.startsWith(beginning); at++) mark(groups[at], found);
    for (let length = 1; length < beginning.length; length++) {
      const stem = beginning.slice(0, length) + ',', rest = beginning.slice(length);
      for (let at = firstFrom(stem); groups[at]?.startsWith(stem); at++) {
        const [list] = groups[at].slice(length).split(' ', 1);
        if (list.includes(',' + rest)) mark(groups[at], found);
      }
    }
    return found;
  }

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const best = side => side && (side.p ?? side.a?.[0] ?? side.o?.[0] ?? side.x?.[0]);

  function nameCell(entry, language) {
    const form = best(entry[language]);
    const cell = element('td', form ?? '—', form ? '' : 'none');
    cell.lang = language;
    return cell;
  }

  function row(entry) {
    const made = element('tr');
    made.tabIndex = 0;
    made.dataset.id = entry.i;
    made.append(...languages.map(language => nameCell(entry, language)), element('td', entry.k), element('td', entry.s, entry.s));
    made.addEventListener('click', () => choose(entry, made));
    return made;
  }

  function show(count) {
    const part = document.createDocumentFragment();
    for (const entry of found.slice(shown, count)) part.append(row(entry));
    rows.append(part);
    shown = Math.min(count, found.length);
    $('more').hidden = shown >= found.length;
  }

  function filter() {
    const hits = fold(search.value).split(/[\s,]+/).filter(Boolean).map(lookUp);
    found = entries.filter((entry, number) =>
      (!kind.value || entry.k === kind.value) && (!status.value || entry.s === status.value)
      && hits.every(hit => hit[number]));
    rows.textContent = '';
    shown = 0;
    show(STEP);
    $('count').textContent = found.length === entries.length ? `${entries.length} names` : `${found.length} of ${entries.length}`;
    $('nothing').hidden = found.length > 0;
    if (found.length === 1) choose(found[0], rows.firstChild, true);
  }

  function forms(list, label, className) {
    if (!list?.length) return [];
    return list.map((form, place) => [element('dt', place ? '' : label), element('dd', form, className)]).flat();
  }

  // «4.0 7.12»: 4 letters of the first word with the endings 0, 7 letters of the second one with the endings 12.
  function caseForms(side) {
    if (Array.isArray(side.c)) return side.c;
    const parts = side.c.split(' ').map(part => part.split('.').map(Number));
    const stems = best(side).split(' ').map((word, place) => word.slice(0, parts[place][0]));
    const ofWord = parts.map(([, number]) => endings[number].split(',').map(ofCase => ofCase.split('/')));
    return cases.map((_, place) => ofWord[0][place].map((ending, variant) =>
      ending === '-' ? '' : stems.map((stem, word) => stem + ofWord[word][place][variant]).join(' ')).join(', '));
  }

  function sideSection(entry, language) {
    const side = entry[language];
    if (!side) return [];
    const list = element('dl');
    list.lang = language;
    const dates = (side.t ?? []).map(([form, since, until]) => `${form} (${since ?? '…'} – ${until ?? '…'})`);
    list.append(
      ...forms(side.p ? [side.p] : [], 'preferred', 'preferred'), ...forms(side.a, 'right as well'),
      ...forms(side.x, 'wrong', 'wrong'), ...forms(side.o, 'undecided', 'open'), ...forms(dates, 'in its time'));
    const title = element('h3', language);
    if (!side.c) return [title, list];
    const declension = element('dl');
    declension.lang = language;
    caseForms(side).forEach((form, place) => form && declension.append(...forms([form], cases[place])));
    return [title, list, declension];
  }

  function choose(entry, line, quietly) {
    rows.querySelector('[aria-selected=true]')?.removeAttribute('aria-selected');
    line?.setAttribute('aria-selected', 'true');
    chosen = entry;
    const close = element('button', '×');
    close.id = 'close';
    close.type = 'button';
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', leave);
    const meta = element('p', `${entry.k} · `, 'meta');
    meta.append(element('span', entry.s, entry.s), ` · ${entry.i}`);
    if (entry.c !== undefined) meta.append(` · score ${entry.c}`);
    panel.replaceChildren(close, element('h2', languages.map(language => best(entry[language])).filter(Boolean).join(' — ') || entry.e || entry.i), meta);
    if (entry.e) panel.append(element('p', `English: ${entry.e}`));
    if (entry.n) panel.append(element('p', entry.n, 'note'));
    panel.append(...languages.flatMap(language => sideSection(entry, language)));
    if (entry.f) panel.append(element('p', `Merged from: ${entry.f.join(', ')}`, 'meta'));
    panel.classList.toggle('idle', Boolean(quietly));
    if (!quietly) history.replaceState(null, '', '#' + encodeURIComponent(entry.i));
  }

  function leave() {
    chosen = null;
    rows.querySelector('[aria-selected=true]')?.removeAttribute('aria-selected');
    panel.replaceChildren(element('p', 'Choose a name to see its forms and notes.', 'meta'));
    panel.classList.add('idle');
    history.replaceState(null, '', '#');
  }

  function move(step) {
    const lines = [...rows.children];
    const at = lines.findIndex(line => line.dataset.id === chosen?.i);
    const next = lines[Math.max(0, Math.min(lines.length - 1, at + step))];
    if (!next) return;
    next.focus();
    choose(found[lines.indexOf(next)], next);
  }

  const options = (select, words) => words.forEach(word => select.append(element('option', word)));
  options(kind, [...new Set(entries.map(entry => entry.k))]);
  options(status, [...new Set(entries.map(entry => entry.s))]);

  search.addEventListener('input', filter);
  for (const select of [kind, status]) select.addEventListener('change', filter);
  $('controls').addEventListener('submit', event => event.preventDefault());
  $('more').addEventListener('click', () => show(shown + STEP));
  rows.addEventListener('keydown', event => {
    if (event.key === 'Enter') event.target.closest('tr')?.click();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && event.target !== search) { event.preventDefault(); search.select(); }
    else if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown' && event.target.tagName !== 'SELECT') { event.preventDefault(); move(1); }
    else if (event.key === 'ArrowUp' && event.target.tagName !== 'SELECT') { event.preventDefault(); move(-1); }
  });
  addEventListener('beforeprint', () => show(found.length));
  if ('IntersectionObserver' in window) {
    new IntersectionObserver(seen => seen[0].isIntersecting && show(shown + STEP), { rootMargin: '600px' }).observe($('more'));
  }

  const wanted = (() => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; } })();
  leave();
  const query = new URLSearchParams(location.search).get('q');
  if (query) search.value = query;
  filter();
  const linked = wanted && entries.find(entry => entry.i === wanted);
  if (linked) choose(linked, [...rows.children].find(line => line.dataset.id === wanted));
})();
