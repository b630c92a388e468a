package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Cohort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What clients draw where they stay with the version that they met. A cookie names the canary and
 * the lot: of another canary it means nothing, and which lots are whose is said by the rules, so
 * that no cookie is ever written anew.
 *
 * @param percent of the canary; a lot up to it is the canary's
 */
record Lots(String stable, String canary, int percent, Sticky sticky) {

  /** By their number, whatever the steps were when they were drawn. */
  private static final int FIRST = 1;

  static Optional<Lots> of(SplitRoute split) {
    return Optional.ofNullable(split.sticky())
        .map(sticky -> new Lots(split.stable(), split.canary(), split.canaryPercent(), sticky));
  }

  /** What is drawn, by how many. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int before = 0;
    for (int lot : sticky.lots()) {
      String revision = lot <= percent ? canary : stable;
      parts.add(new Part(Optional.of(revision), lot - before, Optional.of(cookie(lot))));
      before = lot;
    }
    return parts;
  }

  private String cookie(int lot) {
    return SetCookie.of(sticky.cookie(), canary + "." + lot, sticky.maxAge());
  }

  /** Those who have drawn: the canary's and stable's. */
  List<Cohort> holders() {
    return List.of(holders(canary, FIRST, percent), holders(stable, percent + 1, Sticky.LAST));
  }

  private Cohort holders(String revision, int from, int to) {
    String drawn = Conditions.quoted(canary + ".") + "(" + numbers(from, to) + ")";
    return new Cohort(
        revision, new Match(List.of(new Condition(Source.Cookie, sticky.cookie(), drawn, true))));
  }

  /** {@code [5-9]|1[0-9]|20} for 5 to 20. */
  private static String numbers(int from, int to) {
    Stream<String> tens =
        IntStream.rangeClosed(from / 10, Math.min(to, Sticky.LAST - 1) / 10)
            .mapToObj(ten -> digits(ten, Math.max(from, 10 * ten), Math.min(to, 10 * ten + 9)));
    Stream<String> last = Stream.of("100").filter(_ -> to == Sticky.LAST);
    return Stream.concat(tens, last).collect(Collectors.joining("|"));
  }

  private static String digits(int ten, int from, int to) {
    String first = ten == 0 ? "" : String.valueOf(ten);
    return from == to ? first + from % 10 : "%s[%d-%d]".formatted(first, from % 10, to % 10);
  }

  /** As it is kept in the annotation. */
  JsonNode kept() {
    ObjectNode kept =
        JsonNodeFactory.instance
            .objectNode()
            .put("stable", stable)
            .put("canary", canary)
            .put("percent", percent)
            .put("cookie", sticky.cookie())
            .put("maxAge", sticky.maxAge().toSeconds());
    sticky.lots().forEach(kept.putArray("lots")::add);
    return kept;
  }

  /** Nothing when it is none, or was edited into something else. */
  static Optional<Lots> read(JsonNode kept) {
    return kept.path("lots").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lots(
                kept.path("stable").asText(),
                kept.path("canary").asText(),
                kept.path("percent").asInt(),
                new Sticky(
                    kept.path("cookie").asText(),
                    Duration.ofSeconds(kept.path("maxAge").asLong()),
                    kept.path("lots").valueStream().map(JsonNode::asInt).toList())));
  }
}
