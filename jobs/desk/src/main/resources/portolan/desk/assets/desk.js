// Keys of the desk, and what open pages do when something changes. Every key does what a link or a form of the page does.
(() => {
  'use strict';
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const one = (selector, within = document) => within.querySelector(selector);
  let going = false;
  let inHand = false;

  const rows = () => all('.row[data-open]');
  const here = () => one('.row.here');

  // One row of a grid is a stop of the Tab key, and what can be done with it follows; with others nothing can be done by Tab.
  const widgets = row => (row.matches('[role=row]') ? all('a[href], button', row) : []);

  function reach(row, isHere) {
    row.classList.toggle('here', isHere);
    [row, ...widgets(row)].forEach(stop => { stop.tabIndex = isHere ? 0 : -1; });
  }

  function select(row) {
    if (!row) return;
    inHand = true;
    all('.row.here').forEach(other => reach(other, false));
    reach(row, true);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    sessionStorage.setItem('here', row.dataset.open);
  }

  function step(by) {
    const list = rows();
    const at = list.indexOf(here());
    select(at < 0 ? list[0] : list[Math.min(list.length - 1, Math.max(0, at + by))]);
  }

  // Arrows in a grid: up and down from row to row, left and right through what can be done with one.
  function arrow(key, row, target) {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (row !== here()) select(row);
      step(key === 'ArrowDown' ? 1 : -1);
      return true;
    }
    const stops = [row, ...widgets(row)];
    const at = stops.indexOf(target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: stops.length - 1, Escape: 0 }[key];
    if (to === undefined) return false;
    if (row !== here()) select(row);
    stops[Math.min(stops.length - 1, Math.max(0, to))].focus();
    return true;
  }

  // The button or link that a key stands for: of the row in hand, else of the page.
  function act(key) {
    const scope = here();
    const target = (scope && one(`[data-key="${key}"]`, scope)) || one(`main > [data-key="${key}"], main :not(.row) > [data-key="${key}"], main form:not(.row form) [data-key="${key}"]`);
    if (!target || target.disabled) return false;
    if (target.matches('input, select, textarea, summary')) target.focus();
    if (!target.matches('select, textarea, input:not([type=radio]):not([type=checkbox])')) target.click();
    return true;
  }

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest('input, select, textarea, [contenteditable]');
    if (field && !(field.matches('input[type=radio], input[type=checkbox]') && event.key !== ' ' && !event.key.startsWith('Arrow'))) {
      if (event.key === 'Escape') field.blur();
      return;
    }
    if (one('dialog[open]') && event.key !== '?') return;
    if (going) {
      going = false;
      const way = one(`[data-go="${event.key}"]`);
      if (way) { event.preventDefault(); location.assign(way.href); }
      return;
    }
    const row = event.target.closest('[role=grid] .row[data-open]');
    if (row && !event.shiftKey && arrow(event.key, row, event.target)) { event.preventDefault(); return; }
    switch (event.key) {
      case 'g': going = true; setTimeout(() => { going = false; }, 1200); return;
      case '/': { const find = one('#find'); if (find) { event.preventDefault(); find.focus(); } return; }
      case '?': { const help = one('#help'); event.preventDefault(); if (help.open) help.close(); else help.showModal(); return; }
      case 'j': if (rows().length) { event.preventDefault(); step(1); } return;
      case 'k': if (rows().length) { event.preventDefault(); step(-1); } return;
      case 'x': if (act('x')) event.preventDefault(); else if (here()) { event.preventDefault(); here().classList.toggle('marked'); } return;
      case 'Enter':
        if (event.target.matches('.row') && here()) { event.preventDefault(); location.assign(here().dataset.open); }
        return;
      default:
        if (/^[a-z1-9]$/.test(event.key) && act(event.key)) event.preventDefault();
    }
  });

  // A form sends once, however often it is pressed; a step's id makes the server see the same.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.hasAttribute('hx-post') || form.method === 'dialog') return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });

  // Fields marked so send their form when they change.
  document.addEventListener('change', event => {
    const field = event.target.closest('[data-submits]');
    if (field && field.form) field.form.requestSubmit();
  });

  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-dialog]');
    if (opener) { const dialog = document.getElementById(opener.dataset.dialog); if (dialog) dialog.showModal(); return; }
    if (event.target.closest('[data-print]')) { window.print(); return; }
    if (event.target.closest('[data-list]')) inHand = true;
    const row = event.target.closest('.row[data-open]');
    if (row && !event.target.closest('a, button, input, form')) select(row);
    all('.me[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener('dblclick', event => {
    const row = event.target.closest('.row[data-open]');
    if (row && !event.target.closest('a, button')) location.assign(row.dataset.open);
  });

  // A row that goes, or says less than before, keeps its height: what is below it must not move under somebody's hands.
  const heights = new Map();
  document.addEventListener('htmx:beforeSwap', event => {
    const row = event.detail.target && event.detail.target.closest('.row');
    if (row) heights.set(row.id, row.getBoundingClientRect().height);
  });
  document.addEventListener('htmx:afterSwap', () => {
    heights.forEach((height, id) => { const row = document.getElementById(id); if (row) row.style.minHeight = `${height}px`; });
    heights.clear();
  });

  // A list that ranks itself anew waits while somebody works in it: then a button says that there is more.
  document.addEventListener('htmx:beforeRequest', event => {
    const list = event.target.matches('[data-list]') && event.target;
    if (!list || !(inHand || list.matches(':hover'))) return;
    event.preventDefault();
    document.getElementById(list.dataset.list).hidden = false;
  });

  // A row that is renewed under somebody's hands keeps its place and stays in hand.
  document.addEventListener('htmx:afterSwap', event => {
    const hand = sessionStorage.getItem('here');
    const row = hand && all('.row[data-open]').find(each => each.dataset.open === hand);
    if (row && !one('.row.here')) { reach(row, true); if (document.activeElement === document.body) row.focus({ preventScroll: true }); }
    event.target.dispatchEvent(new CustomEvent('desk:renewed', { bubbles: true }));
  });

  document.addEventListener('DOMContentLoaded', () => {
    const hand = sessionStorage.getItem('here');
    const row = rows().find(each => each.dataset.open === hand) || rows()[0];
    if (row && !location.hash) { reach(row, true); if (document.activeElement === document.body) row.focus({ preventScroll: true }); row.scrollIntoView({ block: 'nearest' }); }
    const undo = one('.decided button');
    if (undo) setTimeout(() => { undo.disabled = true; undo.hidden = true; }, 10000);
    // Times are the office's own, with UTC when pointed at.
    all('time[datetime]').forEach(local);
  });
  document.addEventListener('desk:renewed', event => all('time[datetime]', event.target).forEach(local));

  function local(time) {
    if (time.dataset.local) return;
    const at = new Date(time.dateTime);
    if (isNaN(at)) return;
    time.dataset.local = 'yes';
    time.title = at.toISOString().replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
    time.textContent = at.toLocaleString(document.documentElement.lang === 'en' ? 'en-GB' : [document.documentElement.lang, 'en-GB'], { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' });
  }
})();
