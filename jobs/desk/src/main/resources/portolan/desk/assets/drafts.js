// SPDX-License-Identifier: Apache-2.0

// What is entered in an exercise and not sent yet stays: another form of the page, or a page beside it, sends none of it.
(() => {
  'use strict';
  const forms = () => document.querySelectorAll('#pick-form, #mark-form, form[action="/rule"]');
  const name = form => `portolan-draft:${document.querySelector('.who')?.textContent}:${form.getAttribute('action')}:${form.elements.key?.value ?? ''}`;
  const fields = form => [...form.elements].filter(each => each.name && each.tagName !== 'BUTTON' && each.type !== 'hidden');
  const isTicked = field => field.type === 'checkbox' || field.type === 'radio';
  const entered = form => JSON.stringify(fields(form).map(each => [each.name, isTicked(each) ? each.value : '', isTicked(each) ? each.checked : each.value]));

  function restore(form) {
    const kept = sessionStorage.getItem(name(form));
    if (kept === null || kept === entered(form)) {
      sessionStorage.removeItem(name(form));
      return;
    }
    for (const [of, value, is] of JSON.parse(kept)) {
      const field = fields(form).find(each => each.name === of && (!isTicked(each) || each.value === value));
      if (field && isTicked(field)) {
        field.checked = is;
      } else if (field) {
        field.value = is;
      }
    }
  }

  document.addEventListener('DOMContentLoaded', () => forms().forEach(restore));
  document.addEventListener('input', event => {
    const form = event.target.form;
    if (form && [...forms()].includes(form)) {
      sessionStorage.setItem(name(form), entered(form));
    }
  });
})();
