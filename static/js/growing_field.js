// The message field grows with its text where the style sheet alone cannot make it grow. Once it has had a
// second line it keeps the whole width until it is emptied: it would else go to and fro between two widths.
const growing = document.getElementById("content");

if (growing?.tagName === "TEXTAREA" && !CSS.supports("field-sizing", "content")) {
  const grow = () => {
    growing.style.height = "auto";
    const isLong = growing.classList.contains("is-long") || growing.scrollHeight > growing.clientHeight;
    growing.classList.toggle("is-long", isLong && growing.value !== "");
    growing.style.height = `${growing.scrollHeight}px`;
  };
  for (const change of ["input", "webchat:filled"]) growing.addEventListener(change, grow);
  grow();
}
