package dev.mulkko.api.v1beta1;

/** Shapes of text that many fields share. */
final class Text {
  /** A Go duration, as everywhere in Kubernetes: {@code 30s}, {@code 5m}, {@code 1h30m}. */
  static final String DURATION = "^([0-9]+(ms|s|m|h))+$";

  /** The same as a rule: the API server says of a pattern only that it does not match. */
  static final String IS_DURATION = "self.matches('" + DURATION + "')";

  static final String WRITE_DURATION = "must be a duration: write for example 30s, 5m or 1h30m";

  /** Long enough for any sensible duration, short enough for cheap CEL. */
  static final long DURATION_LENGTH = 16;

  /** Longest name of a Deployment or a route (DNS subdomain). */
  static final long NAME_LENGTH = 253;

  /** Longest name of a Service, a rule of a route, a label value. */
  static final long LABEL_LENGTH = 63;

  /** What the name of a header or a cookie is made of. */
  static final String TOKEN = "^[A-Za-z0-9!#$%&'*+.^_|~-]+$";

  /** ASCII without control characters, and without the backtick, which ends a text of Traefik. */
  static final String LINE = "^[ -_a-~]+$";

  /** Longest value that is asked for. */
  static final long VALUE_LENGTH = 128;

  private Text() {}
}
