package dev.mulkko.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a document.
 *
 * @param place file and line
 * @param text without what the whole block is indented by
 * @param skip why it is not run, from the comment {@code <!-- skip: ... -->} before it
 */
record Block(String place, String language, String text, @Nullable String skip) {

  private static final Pattern FENCE =
      Pattern.compile(
          "(?ms)^(?:(?<margin> *)<!-- skip: (?<skip>[^\\n]+?) -->\\n)? *```(?<language>\\w*)\\n(?<text>.*?)^ *```$");

  /** What follows two blanks and a sign is for the reader, in her language. */
  private static final Pattern REMARK = Pattern.compile("(?m) {2,}#.*$|^# .*\\n");

  private static final String PROMPT = "$ ";

  static List<Block> of(Path file) {
    return of(file, text(file));
  }

  /** Those below one of its headings, with lines that count from there. */
  static List<Block> below(String heading, Path file) {
    String text = text(file);
    int begin = text.indexOf("\n## %s\n".formatted(heading));
    if (begin < 0) {
      throw new IllegalArgumentException("%s has no heading %s".formatted(file, heading));
    }
    int end = text.indexOf("\n## ", begin + 1);
    return of(file, text.substring(begin, end < 0 ? text.length() : end));
  }

  private static List<Block> of(Path file, String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      long line = text.substring(0, fence.start("text")).lines().count();
      blocks.add(
          new Block(
              "%s:%d".formatted(file, line),
              fence.group("language"),
              fence.group("text").stripTrailing().stripIndent(),
              fence.group("skip")));
    }
    return blocks;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isYaml() {
    return language.equals("yaml");
  }

  boolean isShell() {
    return language.equals("sh") || language.equals("console") || isDialogue();
  }

  /** Commands behind a prompt, with what they print. */
  private boolean isDialogue() {
    return text.startsWith(PROMPT);
  }

  /** What is run, the same in every language. A command whose output is an error must fail. */
  String script() {
    String script = isDialogue() ? commands() : text;
    return REMARK.matcher(script).replaceAll("").strip();
  }

  private String commands() {
    List<String> lines = text.lines().toList();
    List<String> commands = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(PROMPT)) {
        boolean fails = i + 1 < lines.size() && lines.get(i + 1).startsWith("error: ");
        commands.add((fails ? "! " : "") + lines.get(i).substring(PROMPT.length()));
      }
    }
    return commands.stream().collect(Collectors.joining("\n"));
  }
}
