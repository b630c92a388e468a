package dev.mulkko.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of the chart in which a template can be another.
 *
 * @param folder of the copy
 */
record ChangedChart(Path folder) {

  /** Types and policies are none of what is changed here, and cost most of the time. */
  private static final String QUICK = "crds: {enabled: false}\npolicies: {enabled: false}\n";

  static ChangedChart in(Path folder) throws IOException {
    return new ChangedChart(new Chart(Path.of("mulkko")).copied(folder, text -> text).folder());
  }

  String template(String name) throws IOException {
    return Files.readString(file(name));
  }

  /** What it makes of some values while a template is this text. */
  Rendered rendered(String name, String text, String values) throws IOException {
    String before = template(name);
    Files.writeString(file(name), text);
    try {
      return new Rendered(new Chart(folder).render(Rendered.release("1.36.3", QUICK + values)));
    } finally {
      Files.writeString(file(name), before);
    }
  }

  private Path file(String template) {
    return folder.resolve("templates").resolve(template);
  }
}
