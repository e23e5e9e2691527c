// Copies the page's address for those who want to share it. Without this script, or where the browser lets nobody copy, the
// address itself is there to be copied.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.classList.toggle('ready', Boolean(navigator.clipboard));
  button.addEventListener('click', async () => {
    const status = button.parentElement.querySelector('[role="status"]');
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = 'Länken är kopierad.';
    } catch {
      status.textContent = 'Det gick inte. Markera adressen och kopiera den.';
    }
  });
}
