// The search page. What searches is fetched when there is something to search for, or the visitor comes to the field.
const form = document.querySelector('form[data-script]');
const start = () => import(form.dataset.script);
if (new URLSearchParams(location.search).get('q') || form.contains(document.activeElement)) start();
else form.addEventListener('focusin', start, { once: true });
