// A page of A5 has room for so many boxes, reasons and documents, by the letters of the machine. How many more there are stands beneath them, and they are on the card.
(() => {
  'use strict';
  // Letters on paper may be a hair wider than on the screen: a line that just fits here would break there.
  const WIDTH = '130mm';
  const SIZES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

  /** A list of which the first so many are shown. */
  function list(of) {
    const lines = Array.from(of.querySelectorAll('[data-line]'));
    const over = of.querySelector('[data-more]');
    const beyond = Number(over.dataset.beyond || 0);
    return {
      most: lines.length,
      least: Math.min(lines.length, Number(of.dataset.least)),
      show(count) {
        lines.forEach((line, i) => { line.hidden = i >= count; });
        over.hidden = beyond + lines.length === count;
        over.textContent = over.dataset.more.replace('#', beyond + lines.length - count);
      },
    };
  }

  /** The largest letters with which the least of each list has room, then as much of each as has. What never fits is two pages. */
  function fit(sheet, room) {
    const lists = Array.from(sheet.querySelectorAll('[data-least]'), list);
    const fits = () => sheet.offsetHeight <= room;
    lists.forEach(one => one.show(one.least));
    const size = SIZES.find(one => {
      sheet.style.setProperty('--fit', one);
      return fits();
    });
    sheet.classList.toggle('fits', size !== undefined);
    for (const one of size === undefined ? [] : lists) {
      let count = one.most;
      sheet.classList.remove('fits');
      for (one.show(count); count > one.least && !fits(); one.show(count)) count--;
      sheet.classList.add('fits');
    }
  }

  addEventListener('load', () => {
    const sheet = document.querySelector('article.sheet');
    const paper = document.querySelector('link[media=print]');
    if (!sheet || !paper) return;
    paper.media = 'all';
    sheet.style.width = WIDTH;
    sheet.classList.add('fits');
    const room = sheet.offsetHeight;
    sheet.classList.remove('fits');
    fit(sheet, room);
    sheet.style.width = '';
    paper.media = 'print';
  });
})();
