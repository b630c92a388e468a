package dev.mulkko.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How clients stay with the version that they met. Each draws a lot once, the weight from which on
 * it gets the canary: nobody changes within a step, a growing weight takes those over whose lots
 * come up, and nobody else.
 *
 * @param cookie in which a client keeps its lot
 * @param maxAge how long it keeps it
 * @param lots that there are, ascending, the last is 100; each is drawn by as many as lie between
 *     it and the one before
 */
public record Sticky(String cookie, Duration maxAge, List<Integer> lots) {

  public static final int LAST = 100;

  /** Weights in any order: what none of them reaches is the last lot. */
  public Sticky {
    lots =
        Stream.concat(lots.stream(), Stream.of(LAST))
            .filter(lot -> lot > 0)
            .distinct()
            .sorted()
            .toList();
  }

  /** With the weights of these steps as lots. */
  public static Sticky over(List<Step> steps, String cookie, Duration maxAge) {
    return new Sticky(
        cookie,
        maxAge,
        steps.stream()
            .flatMap(
                step ->
                    step instanceof Step.SetWeight(int percent)
                        ? Stream.of(percent)
                        : Stream.empty())
            .toList());
  }

  /** The same, with a lot more where this weight is none: its share is exact then too. */
  public Sticky with(int weight) {
    return new Sticky(cookie, maxAge, Stream.concat(lots.stream(), Stream.of(weight)).toList());
  }

  /** For sentences. */
  public String words() {
    return "clients stay by cookie " + cookie;
  }
}
