// A claim in the margin of an article and its words in the text light up together; a menu closes by a click beside it.
document.addEventListener("DOMContentLoaded", () => {
  const light = (element, on) => {
    for (const mention of element.dataset.mentions.trim().split(/\s+/)) {
      for (const other of document.querySelectorAll(`[data-mentions~="${CSS.escape(mention)}"]`)) {
        other.classList.toggle("is-lit", on);
      }
    }
  };
  for (const element of document.querySelectorAll("[data-mentions]")) {
    element.addEventListener("mouseenter", () => light(element, true));
    element.addEventListener("mouseleave", () => light(element, false));
  }
  for (const bars of document.querySelectorAll(".desk-bars")) {
    bars.previousElementSibling.classList.toggle("is-wider", bars.scrollWidth > bars.clientWidth);
  }
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".desk-menu[open]")) {
      menu.open = menu.contains(event.target);
    }
  });
  const sought = location.hash.match(/^#(?:mention-)?((?:passage-)?\d+)$/)?.[1];
  const words = sought && document.querySelectorAll(`.desk-text [data-mentions~="${sought}"]`);
  words?.[0]?.scrollIntoView({ block: "center" });
  words?.forEach((word) => word.classList.add("is-found"));
});
