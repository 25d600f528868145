// "Share to the app": hands the text and the pictures to another app of the phone, and copies the text beside, as some
// apps drop it. Without this script, or where the browser shares nothing, the button stays hidden.
const button = document.querySelector("button[data-share]");
const field = button && document.getElementById(button.dataset.share);
if (field && navigator.share) {
  const links = [...document.querySelectorAll("a[data-share-file]")];
  const said = document.querySelector("[data-copy-said]");
  let files = [];
  const fetched = Promise.all(
    links.map(async (link) => {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      const blob = await answer.blob();
      return new File([blob], link.download || "picture", { type: blob.type });
    }),
  ).then(
    (all) => { files = all; },
    () => {},
  );
  button.hidden = false;
  button.addEventListener("click", async () => {
    await fetched;
    const data = { text: field.value };
    if (files.length && navigator.canShare && navigator.canShare({ files })) data.files = files;
    try {
      await navigator.clipboard.writeText(field.value);
      if (said) said.textContent = "Copied too: paste it where the app shows no text.";
    } catch {
      // the text can still be copied by the button beside
    }
    navigator.share(data).catch(() => {});
  });
}
