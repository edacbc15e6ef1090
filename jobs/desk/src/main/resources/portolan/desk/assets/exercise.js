// The editor of an exercise: fields and text say the same. The server reads the text, so its faults are those of a class.
(() => {
  'use strict';
  const $ = id => document.getElementById(id);
  const source = $('source');
  const picks = $('picks');
  const KEPT = `portolan-exercise:${source.dataset.name}`;
  const TYPING = 120;
  const served = source.value;
  let faulty = new Set();
  let queue = Promise.resolve();

  async function post(path, form) {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'X-Desk-Token': document.body.dataset.token, 'HX-Request': 'true' },
      body: new URLSearchParams(form),
    });
    if (!answer.ok) {
      const part = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const notice = part.querySelector('.notice, [role=alert]');
      throw new Error(notice ? notice.textContent.trim() : String(answer.status));
    }
    return answer;
  }

  // One after the other: a field that is picked while another is on its way finds the text that came of that one.
  const inTurn = task => { queue = queue.then(task).catch(fault => { $('told').textContent = fault.message; }); };

  function number() {
    const lines = source.value.split('\n').length;
    $('gutter').replaceChildren(...Array.from({ length: lines }, (_, at) => {
      const row = document.createElement('span');
      row.className = faulty.has(at + 1) ? 'bad' : '';
      row.textContent = `${at + 1}\n`;
      return row;
    }));
    $('gutter').scrollTop = source.scrollTop;
  }

  function go(line, column) {
    const before = source.value.split('\n').slice(0, line - 1);
    const at = before.reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
    source.focus();
    source.setSelectionRange(at, at);
    source.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(source).lineHeight));
  }

  function showFaults(faults) {
    faulty = new Set(faults.map(fault => fault.line));
    $('faults').replaceChildren(...faults.map(fault => {
      const item = document.createElement('li');
      const place = document.createElement('button');
      place.type = 'button';
      place.textContent = `${fault.line}:${fault.column}`;
      place.addEventListener('click', () => go(fault.line, fault.column));
      const caret = document.createElement('pre');
      // It scrolls where a line is long, also for who has no mouse.
      caret.tabIndex = 0;
      caret.textContent = `${fault.source}\n${' '.repeat(Math.max(0, fault.column - 1))}^`;
      item.append(place, ` ${fault.message}`, caret);
      return item;
    }));
    const count = $('count');
    count.textContent = faults.length ? count.dataset.some.replace('#0#', faults.length) : count.dataset.none;
    count.className = faults.length ? 'tag urgent' : 'tag taken';
    $('keep').disabled = $('try').disabled = faults.length > 0;
    number();
  }

  const ids = within => Array.from(within.querySelectorAll('[id]')).map(each => each.id).join(' ');

  // Fields keep their places and what somebody types in one of them; with another post they are other fields.
  function showPicks(html) {
    const fresh = document.createElement('form');
    fresh.innerHTML = html;
    const hand = document.activeElement;
    if (ids(fresh) !== ids(picks)) {
      picks.replaceChildren(...fresh.childNodes);
      if (hand && hand.id && !hand.isConnected && $(hand.id)) $(hand.id).focus();
      return;
    }
    picks.querySelector('[data-says]').textContent = fresh.querySelector('[data-says]').textContent;
    fresh.querySelectorAll('input, select').forEach(field => {
      const own = $(field.id);
      own.disabled = field.disabled;
      own.max = field.max;
      if (own === hand && own.type !== 'checkbox') return;
      own.checked = field.checked;
      own.value = field.value;
    });
  }

  function show(answer) {
    showFaults(answer.faults);
    if (answer.picks) showPicks(answer.picks);
  }

  function keep() {
    sessionStorage.setItem(KEPT, JSON.stringify({ of: served, text: source.value }));
    if ($('tried').hasChildNodes()) $('told').textContent = $('try').dataset.stale;
  }

  const check = () => inTurn(async () => {
    const text = source.value;
    const answer = await (await post('/editor/check', { text })).json();
    if (source.value === text) show(answer);
  });

  source.addEventListener('input', () => {
    keep();
    number();
    clearTimeout(check.waiting);
    check.waiting = setTimeout(check, TYPING);
  });
  source.addEventListener('scroll', () => { $('gutter').scrollTop = source.scrollTop; });

  picks.addEventListener('submit', event => event.preventDefault());
  picks.addEventListener('change', event => {
    const field = event.target;
    const key = field.dataset.of || field.name;
    if (field.name === 'scheme') {
      const offences = $(`offences-${field.value}`);
      offences.disabled = !field.checked;
      if (field.checked && offences.value === '') offences.value = '1';
      field.closest('li').querySelector('details').open = field.checked;
    }
    const form = new URLSearchParams(new FormData(picks));
    inTurn(async () => {
      const text = source.value;
      form.set('text', text);
      form.set('key', key);
      const answer = await (await post('/editor/pick', form)).json();
      // What was typed meanwhile stays.
      if (source.value !== text) return;
      source.value = answer.text;
      keep();
      show(answer);
    });
  });

  $('try').addEventListener('click', async () => {
    const told = $('told');
    $('try').disabled = true;
    told.textContent = $('try').dataset.busy;
    try {
      const text = source.value;
      $('tried').innerHTML = await (await post('/editor/try', { text })).text();
      $('tried').dispatchEvent(new CustomEvent('desk:renewed', { bubbles: true }));
      told.textContent = source.value === text ? '' : $('try').dataset.stale;
      $('tried').scrollIntoView({ block: 'nearest' });
    } catch (fault) {
      told.textContent = fault.message;
    } finally {
      $('try').disabled = faulty.size > 0;
    }
  });

  // A page that is loaded again goes on where it was, unless the file is another one.
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || '{}');
  if (kept.of === served) source.value = kept.text;
  number();
  check();
})();
