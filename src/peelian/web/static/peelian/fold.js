// On a phone the answer comes first: what can be folded away is, until somebody opens it.
if (matchMedia("(max-width: 640px)").matches) {
  for (const fold of document.querySelectorAll("[data-fold]")) fold.open = false;
}
