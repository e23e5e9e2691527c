// Copies for those who want it: the address of a page, or what stands in a box of code. Without this script, or where the browser
// lets nobody copy, it can be marked and copied as any text.
function copies(button, status, text, done) {
  button.classList.toggle('ready', Boolean(navigator.clipboard));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = done;
    } catch {
      status.textContent = 'Det gick inte. Markera texten och kopiera den.';
    }
  });
}

for (const button of document.querySelectorAll('[data-copy]')) {
  copies(button, button.parentElement.querySelector('[role="status"]'), button.dataset.copy, 'Länken är kopierad.');
}

const make = (tag, attributes, ...children) => {
  const e = Object.assign(document.createElement(tag), attributes);
  e.append(...children);
  return e;
};

// The button lies over the box, whose room is there before, so that nothing moves.
for (const box of navigator.clipboard ? document.querySelectorAll('pre') : []) {
  const button = make('button', { type: 'button', className: 'button' }, 'Kopiera');
  const status = make('span', { role: 'status' });
  copies(button, status, box.textContent, 'Kopierat. ');
  const whole = make('div', { className: 'copy' });
  box.replaceWith(whole);
  whole.append(make('p', {}, status, button), box);
}
