(() => {
  "use strict";
  const foldouts = () => Array.from(document.querySelectorAll("details"));
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = foldouts().filter((item) => !item.open);
    closed.forEach((item) => { item.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((item) => { item.open = false; }));
})();
