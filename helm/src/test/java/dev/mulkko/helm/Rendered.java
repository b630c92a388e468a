package dev.mulkko.helm;

import dev.mulkko.helm.Chart.Release;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the chart in this folder makes of some values.
 *
 * @param text as Helm gives it
 */
record Rendered(String text) {

  static final Chart CHART = new Chart(Path.of("mulkko").toAbsolutePath());

  private static final Chart WITH_HOOKS = CHART.showingHooks();

  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---$");

  static Rendered of(String kubernetes, String values) {
    return new Rendered(WITH_HOOKS.render(release(kubernetes, values)));
  }

  static Release release(String kubernetes, String values) {
    return new Release("mulkko", "mulkko-system", kubernetes, values);
  }

  List<Map<String, Object>> objects() {
    return parsed(text);
  }

  static List<Map<String, Object>> parsed(String yaml) {
    Load load = new Load(LoadSettings.builder().build());
    return StreamSupport.stream(load.loadAllFromString(yaml).spliterator(), false)
        .filter(Map.class::isInstance)
        .map(Rendered::map)
        .toList();
  }

  List<Map<String, Object>> objects(String kind) {
    return objects().stream().filter(object -> kind.equals(object.get("kind"))).toList();
  }

  /** The part that people review: without the files that it takes from elsewhere as they are. */
  String ownPart() {
    return Arrays.stream(DOCUMENT_END.split(text))
        .filter(document -> !document.isBlank())
        .filter(
            document ->
                !document.contains("\nkind: CustomResourceDefinition\n")
                    && !document.contains("AdmissionPolicy\n")
                    && !document.contains("AdmissionPolicyBinding\n"))
        .map(Rendered::withoutDashboard)
        .map(document -> "---\n" + document.strip() + "\n")
        .reduce("", String::concat);
  }

  /** Nobody reads a dashboard in a review: where it stands is what counts here. */
  private static String withoutDashboard(String document) {
    return document.contains("-dashboard\n")
        ? document.replaceFirst("(?s)(\ndata:\n  \\S+ [|]\n).*", "$1    (as it is in the chart)")
        : document;
  }

  /** A value deep inside; a number is a place in a list. */
  static Object at(Map<String, Object> object, String path) {
    Object now = object;
    for (String step : path.split("/", -1)) {
      now =
          step.matches("[0-9]+")
              ? ((List<?>) now).get(Integer.parseInt(step))
              : map(now).getOrDefault(step, "");
    }
    return now;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object object) {
    return (Map<String, Object>) object;
  }
}
