package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.TrafficProbe;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the data plane is asked by requests. */
final class ProbeReader {

  static final int REQUESTS = 100;
  static final int TOLERANCE = 5;

  private static final String FIELD = "spec.traffic.probe";

  /** Without a user, a query or a fragment, and without what could end a line. */
  private static final Pattern URL =
      Pattern.compile(
          "https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(/[!-~&&[^?#]]*)?");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_|~-]{1,40}");

  private ProbeReader() {}

  static Optional<Probe> read(@Nullable Traffic traffic, Strategy strategy) throws InvalidSpec {
    TrafficProbe probe = traffic == null ? null : traffic.probe();
    if (traffic == null || probe == null) {
      return Optional.empty();
    }
    if (traffic.routes().isEmpty() || strategy instanceof Strategy.Rolling) {
      throw new InvalidSpec(
          FIELD,
          "looks at weights of routes: write spec.traffic.routes and strategy canary or blueGreen, or no probe");
    }
    return Optional.of(
        new Probe(
            matching(
                FIELD + ".url", probe.url(), URL, "http:// or https://, a host, a port and a path"),
            host(probe.host()),
            matching(
                    FIELD + ".revisionHeader",
                    probe.revisionHeader(),
                    HEADER,
                    "the name of a header such as x-version")
                .toLowerCase(Locale.ROOT),
            within(FIELD + ".requests", probe.requests(), REQUESTS, 20, 1000),
            within(FIELD + ".tolerance", probe.tolerance(), TOLERANCE, 1, 50)));
  }

  private static Optional<String> host(@Nullable String host) throws InvalidSpec {
    return host == null
        ? Optional.empty()
        : Optional.of(matching(FIELD + ".host", host, HOST, "a name such as shop.example"));
  }

  private static String matching(String field, @Nullable String text, Pattern shape, String what)
      throws InvalidSpec {
    String written = SpecReader.written(field, text, what);
    if (!shape.matcher(written).matches()) {
      throw new InvalidSpec(field, "is %s: write %s alone".formatted(written, what));
    }
    return written;
  }

  private static int within(String field, @Nullable Integer written, int usual, int min, int max)
      throws InvalidSpec {
    int number = written == null ? usual : written;
    if (number < min || number > max) {
      throw new InvalidSpec(field, "is %d: write %d to %d".formatted(number, min, max));
    }
    return number;
  }
}
