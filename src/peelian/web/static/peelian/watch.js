// Watches a run: shows how far it is and opens the result when it has ended.
const box = document.querySelector("[data-watch]");
const words = box.querySelector("[data-watch-words]");
const bar = box.querySelector("progress");

function show({ doing, done, total }) {
  if (!doing) return;
  const count = total ? `: ${done.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}` : "";
  if (words.textContent !== doing + count) words.textContent = doing + count;
  if (total) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
}

async function look() {
  try {
    const answer = await fetch(box.dataset.watch, { headers: { Accept: "application/json" } });
    const run = await answer.json();
    if (run.state !== "running") {
      location.reload();
      return;
    }
    show(run);
  } catch {
    words.textContent = "The server does not answer. Trying again.";
  }
  setTimeout(look, 800);
}

setTimeout(look, 400);
