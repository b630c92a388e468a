package dev.mulkko.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** A part of a tree, drawn with lines. */
public record Branch(String text, List<Branch> below) {

  public Branch {
    below = List.copyOf(below);
  }

  public static Branch of(String text, List<String> leaves) {
    return new Branch(text, leaves.stream().map(leaf -> new Branch(leaf, List.of())).toList());
  }

  /** The text, then what is below it, each further to the right. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(text);
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      List<String> inner = below.get(i).lines();
      lines.add((last ? "└─ " : "├─ ") + inner.getFirst());
      inner.stream().skip(1).map(line -> (last ? "   " : "│  ") + line).forEach(lines::add);
    }
    return lines;
  }
}
