// The time, which is never before that at which the page was built: a device whose clock is slow must not bring back what has been.
// The page says of no instant that it is when it was built, so that it stays the same as long as nothing on it changes; but each
// state that it shows says of an instant that it had passed.
const passed = [
  ...[...document.querySelectorAll('.is-past[data-end], [data-end]:has(.tag-stangd)')].map((e) => e.dataset.end),
  ...[...document.querySelectorAll('[data-soon]:has(.tag-stanger-snart)')].map((e) => e.dataset.soon),
  ...[...document.querySelectorAll('[data-start]:has(.tag-oppen, .tag-pagar)')].map((e) => e.dataset.start),
  ...[...document.querySelectorAll('[data-from]:not([hidden])')].map((e) => e.dataset.from),
  ...[...document.querySelectorAll('[data-until][hidden]:not([data-from])')].map((e) => e.dataset.until),
].map(Date.parse);
const built = Math.max(0, ...passed);

export const now = () => Math.max(Date.now(), built);
