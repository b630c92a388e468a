package dev.mulkko.e2e.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of all is run.
 *
 * @param abortTimes whether many aborts are timed as well
 * @param lanes how many plays go on beside each other
 */
record Slices(List<Router> routers, List<Case> cases, boolean abortTimes, int lanes) {

  private static final String ABORT_TIMES = "abort-times";

  private static final int LANES = 2;

  /**
   * {@code ROUTER}, {@code CASE}: names with commas between, all by default; {@code LANES}.
   *
   * @throws IllegalArgumentException names what there is
   */
  static Slices of(Map<String, String> environment) {
    List<String> cases = names(environment, "CASE");
    return new Slices(
        chosen("ROUTER", names(environment, "ROUTER"), Router.values(), Router::title),
        cases.equals(List.of(ABORT_TIMES))
            ? List.of()
            : chosen(
                "CASE",
                cases.stream().filter(name -> !name.equals(ABORT_TIMES)).toList(),
                Case.values(),
                Case::title),
        cases.isEmpty() || cases.contains(ABORT_TIMES),
        Integer.parseInt(environment.getOrDefault("LANES", String.valueOf(LANES))));
  }

  private static List<String> names(Map<String, String> environment, String variable) {
    String wanted = environment.getOrDefault(variable, "");
    return wanted.isEmpty() ? List.of() : List.of(wanted.split(",", -1));
  }

  private static <T> List<T> chosen(
      String variable, List<String> wanted, T[] all, Function<T, String> title) {
    if (wanted.isEmpty()) {
      return List.of(all);
    }
    return wanted.stream()
        .map(
            name ->
                Stream.of(all)
                    .filter(one -> title.apply(one).equals(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s is %s: write one or more of %s, with commas between"
                                    .formatted(variable, name, titles(all, title)))))
        .toList();
  }

  private static <T> String titles(T[] all, Function<T, String> title) {
    return Stream.of(all).map(title).collect(Collectors.joining(", "));
  }
}
