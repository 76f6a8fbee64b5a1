// Reads a JSON list of Argdown texts from stdin and prints, as JSON, what Argdown's own parser
// found in each: faults, title, statements, arguments and attacks.
import { readFileSync } from "node:fs";
import { argdown } from "@argdown/core";

function read(input) {
  const found = argdown.run({
    process: ["parse-input", "build-model"],
    input,
    model: { removeTagsFromText: true },
    logLevel: "error",
  });
  const faults = [...found.lexerErrors, ...found.parserErrors, ...(found.exceptions ?? [])];
  return {
    faults: faults.map((fault) => String(fault.message ?? fault)),
    title: found.frontMatter?.title ?? null,
    statements: Object.values(found.statements).map((one) => ({
      id: one.title,
      texts: one.members.map((member) => (member.text ?? "").trim()).filter(Boolean),
      tags: one.tags ?? [],
      data: one.data ?? {},
    })),
    arguments: Object.values(found.arguments).map((one) => ({
      id: one.title,
      premises: one.pcs.filter((step) => step.role === "premise").map((step) => step.title),
      conclusions: one.pcs.filter((step) => step.role !== "premise").map((step) => step.title),
    })),
    relations: found.relations.map((one) => [one.relationType, one.from.title, one.to.title]),
  };
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(read)));
