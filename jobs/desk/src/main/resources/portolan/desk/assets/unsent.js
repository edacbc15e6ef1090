// Decisions and outcomes that are made while the desk is away: they wait in this browser and are sent when it answers
// again. A form has an identity of its own, so what is sent twice counts once.
(() => {
  'use strict';
  const PLACE = 'portolan-unsent';
  const PATIENCE = 45000;
  const EVERY = 5000;
  const band = document.getElementById('unsent');
  if (!band) return;
  const me = band.dataset.who;
  let sending = false;
  let strange = false;

  const read = () => { try { return JSON.parse(localStorage.getItem(PLACE)) || []; } catch { return []; } };
  const write = list => localStorage.setItem(PLACE, JSON.stringify(list));
  const change = (id, with_) => write(read().map(one => (one.id === id ? { ...one, ...with_ } : one)));
  const drop = id => write(read().filter(one => one.id !== id));

  const say = (key, ...values) => values.reduce((text, value, i) => text.replace(`#${i}#`, () => value), band.dataset[key]);

  function line(text, ...more) {
    const p = document.createElement('p');
    p.append(text, ...more.flatMap(one => [' ', one]));
    band.append(p);
  }

  function link(text, href) {
    const a = document.createElement('a');
    a.href = href;
    a.textContent = text;
    return a;
  }

  function show() {
    const list = read();
    band.replaceChildren();
    const waiting = list.filter(one => !one.refused);
    const mine = waiting.filter(one => one.who === me);
    if (mine.length) line(say(strange ? 'strange' : 'waiting', mine.length), ...(strange ? [link(say('enter'), '/login')] : []));
    new Set(waiting.filter(one => one.who !== me).map(one => one.who))
      .forEach(who => line(say('others', waiting.filter(one => one.who === who).length, who)));
    list.filter(one => one.refused).forEach(one => {
      const forget = document.createElement('button');
      forget.textContent = say('forget');
      forget.addEventListener('click', () => { drop(one.id); show(); });
      line(say('refused', one.key, one.refused), link(say('look'), one.card), forget);
    });
    band.hidden = !list.length;
  }

  // Who signed in again in another window has another token, and this page the one of before. False: somebody else did.
  async function renewed() {
    const answer = await fetch('/token', { headers: { 'HX-Request': 'true' }, signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok || answer.headers.get('X-Desk-Who') !== me) return false;
    document.body.dataset.token = await answer.text();
    document.body.setAttribute('hx-headers', JSON.stringify({ 'X-Desk-Token': document.body.dataset.token }));
    document.querySelectorAll('input[name=token]').forEach(field => { field.value = document.body.dataset.token; });
    return true;
  }

  // What the desk says: the address to go on to, or its words. Null: it is away, or it may not have understood.
  async function post(path, body) {
    const answer = await postOnce(path, body);
    try {
      return answer && answer.stale && await renewed() ? await postOnce(path, body) : answer;
    } catch {
      return null;
    }
  }

  async function postOnce(path, body) {
    try {
      const answer = await fetch(path, {
        method: 'POST',
        body: new URLSearchParams([...body, ['token', document.body.dataset.token]]),
        headers: { 'HX-Request': 'true' },
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 502 || answer.status === 504) return null;
      return { status: answer.status, stale: answer.status === 403 && answer.headers.get('X-Desk-Stale') === 'true', to: answer.headers.get('HX-Redirect'), words: await answer.text() };
    } catch {
      return null;
    }
  }

  const plain = html => new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();

  function fault(form, words) {
    const old = form.querySelector('.notice.fault');
    if (old) old.remove();
    const box = document.createElement('p');
    box.className = 'notice fault';
    box.setAttribute('role', 'alert');
    box.textContent = words;
    form.prepend(box);
    box.scrollIntoView({ block: 'nearest' });
  }

  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.hasAttribute('data-queues') || event.defaultPrevented) return;
    event.preventDefault();
    const body = [...new FormData(form, event.submitter)].filter(([name, value]) => name !== 'token' && typeof value === 'string');
    const of = name => (body.find(([each]) => each === name) || [])[1] || '';
    // Not form.action: a field of that name would hide it.
    const path = form.getAttribute('action');
    const answer = await post(path, body);
    if (answer && answer.status < 400) { location.assign(answer.to || '/worklist'); return; }
    if (answer && answer.status !== 401 && !answer.stale) { fault(form, plain(answer.words)); delete form.dataset.sent; return; }
    const one = { id: of('step'), who: me, path, body, key: of('key'),
      card: `/consignment?${new URLSearchParams({ tenant: of('tenant'), key: of('key') })}` };
    write([...read().filter(other => other.id !== one.id), one]);
    strange = !!answer;
    form.querySelectorAll('fieldset, input, select, textarea, button').forEach(field => { field.disabled = true; });
    fault(form, say('kept'));
    show();
  });

  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (const one of read().filter(each => each.who === me && !each.refused)) {
        const answer = await post(one.path, one.body);
        if (!answer) break;
        strange = answer.status === 401 || answer.stale;
        if (strange) break;
        if (answer.status < 400) drop(one.id);
        else if (answer.status < 500) change(one.id, { refused: plain(answer.words) });
      }
    } finally {
      sending = false;
      show();
    }
  }

  const turn = () => { if (read().some(one => one.who === me && !one.refused)) send(); else if (!band.hidden || read().length) show(); };
  addEventListener('online', turn);
  addEventListener('storage', event => { if (event.key === PLACE) show(); });
  setInterval(turn, EVERY);
  show();
  turn();
})();
