// A page whose answer is being worked out asks again until it is there, then shows it.

const WAIT = [400, 700, 1000, 1500, 2000]; // milliseconds before each look, then the last again

async function look(turn) {
  await new Promise((done) => setTimeout(done, WAIT[Math.min(turn, WAIT.length - 1)]));
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const text = await answer.text();
    if (!text.includes("data-working")) return location.reload();
  } catch {
    // the server may be restarting: look again
  }
  return look(turn + 1);
}

look(0);
