package dev.mulkko.cli.reference;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The help of the program, and of each verb. */
public final class VerbPage {

  /** A line of the list of verbs at the end of a help. */
  private static final Pattern VERB = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S");

  private static final String LIST = "\nCommands:\n";

  private VerbPage() {}

  /**
   * Made of what the program says.
   *
   * @param help the help of a verb, by its words; of the whole program by none
   */
  public static String of(Words words, UnaryOperator<String> help) {
    StringBuilder page =
        new StringBuilder("# %s\n\n%s\n".formatted(words.commandLine, words.ofVerbs));
    page.append("\n```text\n%s\n```\n".formatted(help.apply("").strip()));
    verbs("", help)
        .forEach(
            verb ->
                page.append(
                    "\n## %s\n\n```text\n%s\n```\n".formatted(verb, help.apply(verb).strip())));
    return page.toString();
  }

  private static Stream<String> verbs(String above, UnaryOperator<String> help) {
    String text = help.apply(above);
    int list = text.indexOf(LIST);
    if (list < 0) {
      return Stream.empty();
    }
    List<String> verbs =
        VERB.matcher(text.substring(list)).results().map(found -> found.group(1)).toList();
    return verbs.stream()
        .map(verb -> (above + " " + verb).strip())
        .flatMap(verb -> Stream.concat(Stream.of(verb), verbs(verb, help)));
  }
}
