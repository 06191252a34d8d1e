/** An element with a class and words. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  look: string,
  words = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  made.className = look
  made.textContent = words
  return made
}
