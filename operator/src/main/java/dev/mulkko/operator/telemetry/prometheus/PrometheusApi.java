package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.operator.telemetry.prometheus.Line.Query;
import dev.mulkko.operator.telemetry.server.Connection;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.Reach;
import java.time.Clock;
import java.util.Map;

/** The HTTP API of a server, as one tenant asks it. All tenants share its connection and turns. */
public final class PrometheusApi implements AutoCloseable {

  public static final String NO_ADDRESS = Unanswered.NO_ADDRESS;

  private final Line line;
  private final String tenant;

  private PrometheusApi(Line line, String tenant) {
    this.line = line;
    this.tenant = tenant;
  }

  /**
   * The API of a server. Nothing is sent before it is asked.
   *
   * @param reach which addresses it may have
   * @throws IllegalArgumentException when a certificate or key cannot be used, with what is wrong
   */
  public static PrometheusApi of(MetricServer server, Reach reach, Clock clock) {
    return new PrometheusApi(new Line(server, Connection.to(server, reach), clock), "");
  }

  /** The same server, asked in the turns of this namespace. */
  public PrometheusApi forTenant(String namespace) {
    return new PrometheusApi(line, namespace);
  }

  /** There is no answer, for a reason that is the end of a sentence. */
  static final class Silent extends Exception {

    private static final long serialVersionUID = 1;

    Silent(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** What a query says for a limit, at this moment. */
  Reading value(String query) {
    try {
      return line.ask(tenant, new Query("query", Map.of("query", query), Unanswered.LARGEST))
          .reading();
    } catch (Silent e) {
      return new Reading.NoAnswer(e.why());
    }
  }

  /**
   * The data of an answer.
   *
   * @param what the last word of the path: query or query_range
   * @param largest bytes of the answer that are read
   */
  JsonNode data(String what, Map<String, String> parameters, long largest) throws Silent {
    return line.ask(tenant, new Query(what, parameters, largest)).data();
  }

  /** For all tenants: nothing is asked any more. */
  @Override
  public void close() {
    line.close();
  }
}
