// Clocks of an exercise: how long is left, told each second; what ends the exercise loads the page anew.
(() => {
  'use strict';
  const ends = () => document.querySelectorAll('[data-end]');
  function tell() {
    ends().forEach(clock => {
      const left = Math.round((Number(clock.dataset.end) - Date.now()) / 1000);
      const seconds = Math.max(0, left);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
      clock.classList.toggle('soon', left < 60);
      clock.classList.toggle('late', left <= 0);
      if (left < 0 && clock.hasAttribute('data-reloads') && !clock.dataset.over) {
        clock.dataset.over = 'yes';
        setTimeout(() => location.reload(), 1200);
      }
    });
  }
  document.addEventListener('DOMContentLoaded', () => { if (ends().length) { tell(); setInterval(tell, 1000); } });
})();
