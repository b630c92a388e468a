package dev.mulkko.e2e.safety;

/**
 * Rollouts as YAML, as quick as they can be: what waits for a data plane waits for nobody here, and
 * a pause is there to have been in it.
 */
final class Specs {

  private static final String LONG = "10m";

  static final String HTTP_ROUTE =
      "{service: shop, routes: [{kind: HTTPRoute, name: shop}], settle: 0s}";
  static final String INGRESS =
      "{service: shop, routes: [{kind: Ingress, name: shop}], settle: 0s}";
  static final String SERVICE = "{service: shop, settle: 0s}";

  private static final String ERRORS =
      "analysis: {metrics: [{name: errors, query: errors, max: 0.5, interval: 1s, initialDelay: 0s, count: 1}]}\n";

  private Specs() {}

  static String quick(String traffic) {
    return canary(traffic, "1s", "1s");
  }

  static String staysAt5(String traffic) {
    return canary(traffic, LONG, "1s");
  }

  static String staysAt50(String traffic) {
    return canary(traffic, "1s", LONG);
  }

  /** Long enough at half of the traffic for something to happen there. */
  static String lingersAt50(String traffic) {
    return canary(traffic, "1s", "3s");
  }

  private static String canary(String traffic, String at5, String at50) {
    return """
        workloadRef: {name: shop}
        traffic: %s
        strategy:
          canary:
            steps: [{setWeight: 5}, {pause: {duration: %s}}, {setWeight: 50}, {pause: {duration: %s}}]
            scaleDownDelay: 1s
        """
        .formatted(traffic, at5, at50);
  }

  static String within(String deadline, String spec) {
    return spec + "progressDeadline: %s\n".formatted(deadline);
  }

  static String judged(String spec) {
    return spec + ERRORS;
  }

  static String blueGreen(String traffic) {
    return """
        workloadRef: {name: shop}
        traffic: %s
        strategy:
          blueGreen: {approval: {message: is it good?}, scaleDownDelay: 1s}
        """
        .formatted(traffic);
  }

  /** Without a Service, as a worker has it. */
  static String rolling(String postPromotion) {
    return """
        workloadRef: {name: shop}
        strategy:
          rolling: {postPromotion: %s}
        """
        .formatted(postPromotion);
  }
}
