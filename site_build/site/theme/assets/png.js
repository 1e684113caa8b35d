// A chart as PNG, made where it is asked for, from the SVG that is there to download.
const scale = 2;

async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function save(button) {
  // Beside the link to the SVG itself.
  const address = new URL(button.parentElement.querySelector("a").href);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await picture(address));
  link.download = address.pathname.split("/").pop().replace(/svg$/, "png");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

for (const button of document.querySelectorAll("button[data-mz-png]")) {
  button.hidden = false;
  button.addEventListener("click", () => save(button));
}
