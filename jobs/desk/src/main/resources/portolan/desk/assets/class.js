// Clocks of an exercise: how long is left, as the server says with the page, told each second. The clock of this machine may
// be wrong, so only the time since the answer counts. What ends the exercise loads the page anew.
(() => {
  'use strict';
  const clocks = () => document.querySelectorAll('[data-left]');
  const page = performance.getEntriesByType('navigation')[0];
  const answered = page ? page.responseStart : 0;
  // Some machines stop the one clock while they sleep, and people set the other.
  const began = Date.now() - (performance.now() - answered);
  function tell() {
    const passed = Math.max(performance.now() - answered, Date.now() - began);
    clocks().forEach(clock => {
      const left = Math.round((Number(clock.dataset.left) - passed) / 1000);
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
  document.addEventListener('DOMContentLoaded', () => { if (clocks().length) { tell(); setInterval(tell, 1000); } });
})();
