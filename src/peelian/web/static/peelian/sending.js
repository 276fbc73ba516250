// Says that files are on their way, since a large upload takes a while.
const form = document.querySelector("[data-sending]");
form.addEventListener("submit", () => {
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  const megabytes = files.reduce((sum, file) => sum + file.size, 0) / 1e6;
  if (files.length === 0) return;
  const size = megabytes < 1 ? "less than 1 MB" : `${Math.round(megabytes).toLocaleString("en-GB")} MB`;
  form.querySelector("[data-sending-words]").textContent =
    `Sending ${files.length} ${files.length === 1 ? "file" : "files"} (${size}). Please wait.`;
});
window.addEventListener("pageshow", () => {
  form.querySelector("[data-sending-words]").textContent = "";
});
