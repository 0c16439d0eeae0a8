// The message field grows with its text where the style sheet alone cannot make it grow.
const growing = document.getElementById("content");

if (growing?.tagName === "TEXTAREA" && !CSS.supports("field-sizing", "content")) {
  const grow = () => {
    growing.style.height = "auto";
    growing.style.height = `${growing.scrollHeight}px`;
  };
  growing.addEventListener("input", grow);
  grow();
}
