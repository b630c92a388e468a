package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.operator.telemetry.prometheus.Line.Query;
import dev.mulkko.operator.telemetry.server.Connection;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.Reach;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** The HTTP API of a server, as one tenant asks it. All tenants share its connection and turns. */
public final class PrometheusApi implements AutoCloseable {

  private final Place place;
  private final String tenant;

  PrometheusApi(Place place, String tenant) {
    this.place = place;
    this.tenant = tenant;
  }

  /** Where the server is now. */
  @FunctionalInterface
  interface Place {
    Line line() throws Silent;

    /** Nothing is asked there any more. */
    default void close() {}
  }

  /** A server that is never another. */
  private record Fixed(Line line) implements Place {

    @Override
    public void close() {
      line.close();
    }
  }

  /**
   * The API of a server. Nothing is sent before it is asked.
   *
   * @param reach which addresses it may have
   * @throws IllegalArgumentException when a certificate or key cannot be used, with what is wrong
   */
  public static PrometheusApi of(MetricServer server, Reach reach, Clock clock) {
    return new PrometheusApi(new Fixed(new Line(server, Connection.to(server, reach), clock)), "");
  }

  /** The same server, asked in the turns of this namespace. */
  public PrometheusApi forTenant(String namespace) {
    return new PrometheusApi(place, namespace);
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
    return reading(Map.of("query", query));
  }

  /** The same for some moment: two answers are of the same. */
  Reading value(String query, Instant at) {
    return reading(Map.of("query", query, "time", seconds(at)));
  }

  private Reading reading(Map<String, String> parameters) {
    try {
      Query query = new Query("query", parameters, Unanswered.LARGEST);
      return place.line().ask(tenant, query).reading();
    } catch (Silent e) {
      return new Reading.NoAnswer(e.why());
    }
  }

  /** As Prometheus reads an instant. */
  static String seconds(Instant at) {
    return "%d.%03d".formatted(at.getEpochSecond(), at.getNano() / 1_000_000);
  }

  /**
   * The data of an answer.
   *
   * @param what the last word of the path: query or query_range
   * @param largest bytes of the answer that are read
   */
  JsonNode data(String what, Map<String, String> parameters, long largest) throws Silent {
    return place.line().ask(tenant, new Query(what, parameters, largest)).data();
  }

  /** For all tenants. */
  @Override
  public void close() {
    place.close();
  }
}
