package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import dev.mulkko.operator.telemetry.server.Reach;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** APIs of servers on this machine, as the variable of the operator describes them. */
final class Apis {

  private static final Reach LOOPBACK = new Reach(true, Set.of());

  private Apis() {}

  static PrometheusApi at(URI address, Clock clock) {
    return of(MetricServer.ofVariable(PrometheusUrl.VARIABLE, address), clock);
  }

  static PrometheusApi within(Duration limit, URI address, Clock clock) {
    MetricServer usual = MetricServer.ofVariable(PrometheusUrl.VARIABLE, address);
    Limits limits = new Limits(limit, 16, 1000, Duration.ZERO);
    return of(
        new MetricServer(usual.field(), address, usual.credentials(), usual.authorities(), limits),
        clock);
  }

  static PrometheusApi of(MetricServer server, Clock clock) {
    return PrometheusApi.of(server, LOOPBACK, clock);
  }

  /** The only server of all questions. */
  static PrometheusSource source(PrometheusApi api) {
    return new PrometheusSource(_ -> api, Clock.systemUTC());
  }
}
