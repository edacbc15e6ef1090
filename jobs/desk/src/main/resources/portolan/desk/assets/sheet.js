// A page of A5 has room for so many reasons and documents; how many more there are stands beneath them, and they are on the card.
(() => {
  'use strict';
  // Letters on paper may be a hair wider than on the screen.
  const SPARE = 4;
  // Two reasons and what says how many more: the last boxes make room for them.
  const LEAST = 88;
  const FEWEST = 4;

  function fit(column, room) {
    const lines = Array.from(column.querySelectorAll('li:not(.over)'));
    const over = column.querySelector('li.over');
    if (!over) return;
    for (let shown = lines.length; shown >= 1; shown--) {
      lines.forEach((line, i) => { line.hidden = i >= shown; });
      over.hidden = shown === lines.length;
      over.textContent = over.dataset.more.replace('#', lines.length - shown);
      if (column.offsetHeight <= room - SPARE) return;
    }
  }

  addEventListener('load', () => {
    const sheet = document.querySelector('article.sheet');
    const paper = document.querySelector('link[media=print]');
    const why = sheet && sheet.querySelector('.why');
    if (!why || !paper) return;
    paper.media = 'all';
    sheet.style.width = '132mm';
    const over = sheet.querySelector('[data-beyond]');
    const boxes = Array.from(sheet.querySelectorAll('tr[data-box]'));
    for (let shown = boxes.length; why.scrollHeight > why.clientHeight && why.clientHeight < LEAST && shown > FEWEST; shown--) {
      boxes[shown - 1].hidden = true;
      over.hidden = false;
      over.textContent = over.dataset.more.replace('#', Number(over.dataset.beyond) + boxes.length - shown + 1);
    }
    const room = why.clientHeight;
    if (why.scrollHeight > room) Array.from(why.children).forEach(column => fit(column, room));
    sheet.style.width = '';
    paper.media = 'print';
  });
})();
