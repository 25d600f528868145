// Print one @font-face for each weight and subset that pages use, with its range of characters.
const ranges = require("../node_modules/@fontsource/atkinson-hyperlegible-next/unicode.json");
for (const weight of [400, 600, 700]) {
  for (const subset of ["latin-ext", "latin"]) {
    const file = `files/atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`;
    console.log(
      `@font-face { font-family: "Atkinson Hyperlegible Next"; font-style: normal; font-weight: ${weight}; ` +
        `font-display: swap; src: url("${file}") format("woff2"); unicode-range: ${ranges[subset]}; }`,
    );
  }
}
