package dev.mulkko.operator.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** In which formats a scraper wants its answer. */
final class Accepted {

  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

  private Accepted() {}

  /** Whether it names OpenMetrics: one that takes anything gets what it always got. */
  static boolean openMetrics(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    return Objects.requireNonNullElse(headers.get("Accept"), List.<String>of()).stream()
        .flatMap(header -> Stream.of(header.toLowerCase(Locale.ROOT).split(",")))
        .map(type -> List.of(type.strip().split("\\s*;\\s*")))
        .filter(type -> type.getFirst().equals("application/openmetrics-text"))
        .anyMatch(type -> type.stream().noneMatch(REFUSED.asMatchPredicate()));
  }
}
