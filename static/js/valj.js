// Fetches the script that makes choices in a list, when somebody is about to choose or comes with a choice. Until it is there, and where
// it cannot be had, each choice is a link.
const nav = document.querySelector('nav[data-filter]');
let ready = false;
const load = () => import(nav.dataset.filter).then(() => { ready = true; }, () => {});

if (location.search) load();
for (const sign of ['pointerover', 'focusin']) nav.addEventListener(sign, load, { once: true });
nav.addEventListener('click', async (event) => {
  const link = event.target.closest('a');
  if (ready || !link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  await load();
  ready = true; // or never: then the link leads to the page of the choice
  link.click();
}, { capture: true });
