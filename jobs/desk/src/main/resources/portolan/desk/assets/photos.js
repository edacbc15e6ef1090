// Photographs stay where they were taken: the form sends the SHA-256 of each, so that it can be shown later that it is the one.
(() => {
  'use strict';
  const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');

  document.addEventListener('change', async event => {
    const field = event.target.closest('input[type=file][data-photos]');
    if (!field) return;
    const form = field.form;
    const buttons = Array.from(form.querySelectorAll('button'));
    const list = form.querySelector('.photos');
    buttons.forEach(button => { button.disabled = true; });
    list.replaceChildren();
    for (const file of field.files) {
      const hash = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const item = document.createElement('li');
      const code = document.createElement('code');
      const hidden = document.createElement('input');
      code.textContent = hash;
      hidden.type = 'hidden';
      hidden.name = 'photo';
      hidden.value = hash;
      item.append(`${file.name} `, code, hidden);
      list.append(item);
    }
    buttons.forEach(button => { button.disabled = false; });
  });
})();
