// A button with data-copy="id" copies the text of the field with that id. Without this script the button stays hidden
// and the text can be selected by hand.
document.querySelectorAll("button[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-copy-said]");
  if (!field) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.focus();
      field.select();
      copied = document.execCommand("copy");
    }
    if (said) said.textContent = copied ? "Copied." : "Select the text and copy it by hand.";
  });
});
