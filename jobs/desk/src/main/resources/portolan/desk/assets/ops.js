// Curves of operations, and the figures beside them: both are asked for anew every five seconds while somebody can see them.
(() => {
  'use strict';
  const EVERY = 5000;
  const SPAN = 1800;
  const parts = ['live', 'more'].map(id => document.getElementById(id));
  const boxes = { rate: document.getElementById('chart-rate'), latency: document.getElementById('chart-latency'), waiting: document.getElementById('chart-waiting') };
  if (parts.includes(null) || !boxes.rate) return;

  const beats = [];
  const charts = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const number = value => value == null ? '–' : value >= 10 || value === 0 ? Math.round(value).toLocaleString('en') : value.toFixed(1);

  function chart(box, columns, lines) {
    const axis = { stroke: colour('--soft'), grid: { stroke: colour('--rule'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    const options = {
      width: Math.max(200, box.clientWidth), height: 160,
      legend: { live: true },
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: true, range: () => { const now = Date.now() / 1000; return [now - SPAN, now]; } }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
      axes: [Object.assign({ space: 70, values: (_, at) => at.map(each => new Date(each * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })) }, axis),
        Object.assign({ size: 52, values: (_, at) => at.map(each => number(each)) }, axis)],
      series: [{ label: '', value: (_, at) => at == null ? '' : new Date(at * 1000).toLocaleTimeString('en-GB') }].concat(lines.map(line => ({
        label: line.label, stroke: colour(line.colour), width: 2, dash: line.dash, points: { show: false }, spanGaps: false, value: (_, value) => number(value),
      }))),
    };
    const plot = new uPlot(options, data(columns), box);
    charts.push({ plot, box, columns });
  }

  const data = columns => [beats.map(beat => beat[0] / 1000)].concat(columns.map(column => beats.map(beat => beat[column])));

  async function more() {
    const last = beats.length ? beats[beats.length - 1][0] : 0;
    const answer = await fetch('/operations/pulse?after=' + last, { headers: { Accept: 'application/json' } });
    if (!answer.ok || answer.redirected) return;
    beats.push(...(await answer.json()).beats);
    while (beats.length && beats[0][0] < Date.now() - SPAN * 1000) beats.shift();
    charts.forEach(each => each.plot.setData(data(each.columns)));
  }

  // Nobody's selection or focus is taken away by new figures.
  const isInUse = part => part.contains(document.activeElement) || (String(getSelection()) !== '' && part.contains(getSelection().anchorNode));

  function renew() {
    if (document.hidden) return;
    more().catch(() => {});
    parts.filter(part => !isInUse(part)).forEach(part => htmx.trigger(part, 'renew'));
  }

  document.addEventListener('DOMContentLoaded', () => {
    chart(boxes.rate, [1, 2], [{ label: boxes.rate.dataset.in, colour: '--link' }, { label: boxes.rate.dataset.out, colour: '--yellow', dash: [6, 4] }]);
    chart(boxes.latency, [3, 4], [{ label: 'p50', colour: '--link' }, { label: 'p99', colour: '--red', dash: [6, 4] }]);
    chart(boxes.waiting, [5], [{ label: boxes.waiting.dataset.waiting, colour: '--link' }]);
    more().catch(() => {});
    setInterval(renew, EVERY);
    addEventListener('resize', () => charts.forEach(each => each.plot.setSize({ width: Math.max(200, each.box.clientWidth), height: 160 })));
  });
})();
