/* exported overlapsIn */

// Gives the texts and drawings of an element that stand on each other or out of the element.
function overlapsIn(element) {
  const parts = [...element.querySelectorAll('h3, th, td, .bar, .bar-score, .meaning')];
  const around = element.getBoundingClientRect();
  const boxes = parts.map((part) => [part.textContent.trim().slice(0, 40), part.getBoundingClientRect()]);
  return boxes.flatMap(([text, box], index) => {
    const out = box.left < around.left - 1 || box.right > around.right + 1;
    const over = boxes.slice(index + 1).filter(([, other]) => {
      const apart = box.right <= other.left + 1 || other.right <= box.left + 1;
      return !apart && box.bottom > other.top + 1 && other.bottom > box.top + 1;
    });
    return [...(out ? [`out: ${text}`] : []), ...over.map(([other]) => `${text} over ${other}`)];
  });
}
