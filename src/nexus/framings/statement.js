// The joint statement as Markdown: the same text as in controversy.py, and a test holds them together.
function statementText(record, words) {
  const taken = record.first === "liberal" ? { a: "liberal", b: "realist" } : { a: "realist", b: "liberal" };
  const sides = ["a", "b"].map((letter) => {
    const name = record.names[letter].trim();
    return `${letter.toUpperCase()}${name ? ` (${name})` : ""} read first as ${taken[letter]}`;
  });
  const parts = [`# ${words.title}`, `Proposition: ${record.proposition.trim() || words.empty}`, `${sides.join("; ")}. Then they changed sides.`];
  for (const [group, fields] of [["joint", words.fields], ["notes", words.notes]]) {
    for (const [key, name] of fields) parts.push(`## ${name}`, record[group][key].trim() || words.empty);
  }
  return `${parts.join("\n\n")}\n`;
}
