package dev.mulkko.engine.judge;

/**
 * How many requests of a canary a verdict takes on average, while stable fails as it usually does.
 * So it is known of a step before anybody deploys what it can prove, but for its traffic.
 */
public final class Reach {

  /** The share of stable's requests that fail, where nobody knows better. */
  static final double USUAL_ERRORS = 0.005;

  /** The share of the requests that fail of a canary that nobody wants to have missed. */
  static final double BAD_ERRORS = 0.05;

  private Reach() {}

  /**
   * Until a canary of which 5 % fail is known to be worse.
   *
   * @param percent of all requests that the canary has, 1 to 99
   */
  public static int worse(int percent) {
    return whole(of(percent, BAD_ERRORS).worse(Limits.DEFAULT.rollbackNats()));
  }

  /** Until a canary that fails as stable does is proven to be healthy. */
  public static int healthy(int percent) {
    return whole(of(percent, USUAL_ERRORS).healthy(Limits.DEFAULT.promotionNats()));
  }

  /** With one request of the canary in a second, seconds are requests. */
  private static Forecast of(int percent, double errors) {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("at %d %% there is nothing to compare".formatted(percent));
    }
    Measure measure = Measure.errors(Trial.ERRORS);
    double stable = (100.0 - percent) / percent;
    return new Forecast(
        measure,
        measure.parts().getFirst(),
        Proof.begin(measure, 1),
        new Tally(1, errors),
        new Tally(stable, stable * USUAL_ERRORS));
  }

  private static int whole(double requests) {
    return (int) Math.ceil(requests);
  }
}
