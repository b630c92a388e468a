package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where two trees differ, as paths. */
public final class Difference {

  private Difference() {}

  public static Stream<String> of(JsonNode before, JsonNode now) {
    return at("", before, now);
  }

  private static Stream<String> at(String path, JsonNode before, JsonNode now) {
    if (before.equals(now) || sameNumber(before, now)) {
      return Stream.empty();
    }
    if (before instanceof ObjectNode was && now instanceof ObjectNode is) {
      TreeSet<String> names = new TreeSet<>();
      was.fieldNames().forEachRemaining(names::add);
      is.fieldNames().forEachRemaining(names::add);
      return names.stream().flatMap(n -> at(path + "/" + n, was.path(n), is.path(n)));
    }
    if (before instanceof ArrayNode was && now instanceof ArrayNode is && was.size() == is.size()) {
      return IntStream.range(0, was.size())
          .boxed()
          .flatMap(i -> at(path + "/" + i, was.path(i), is.path(i)));
    }
    return Stream.of("%s from %s to %s".formatted(path, words(before), words(now)));
  }

  /** A list and a watch may read the same number into different types. */
  private static boolean sameNumber(JsonNode before, JsonNode now) {
    return before.isIntegralNumber()
        && now.isIntegralNumber()
        && before.longValue() == now.longValue();
  }

  private static String words(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
