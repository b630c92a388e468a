package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.operator.telemetry.prometheus.PrometheusApi.Silent;
import dev.mulkko.operator.telemetry.server.Connection;
import dev.mulkko.operator.telemetry.server.Connection.Reply;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import dev.mulkko.operator.telemetry.server.ServerWords;
import dev.mulkko.operator.telemetry.server.Sharing;
import dev.mulkko.operator.telemetry.server.Turnstile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What belongs to a server, whoever asks it: its connection, its turns, its answers. */
final class Line implements AutoCloseable {

  private final MetricServer server;
  private final ServerWords words;
  private final Unanswered unanswered;
  private final Connection connection;
  private final Clock clock;
  private final Sharing<Query, Answer> sharing;

  Line(MetricServer server, Connection connection, Clock clock) {
    this.server = server;
    this.words = new ServerWords(server.credentials().secrets());
    this.unanswered = new Unanswered(server, words);
    this.connection = connection;
    this.clock = clock;
    Limits limits = server.limits();
    this.sharing =
        new Sharing<>(
            new Turnstile(limits.atOnce(), limits.perSecond()),
            limits.fresh(),
            Answer::lasting,
            this::send);
  }

  /**
   * What is sent.
   *
   * @param what the last word of the path
   * @param largest bytes of the answer that are read
   */
  record Query(String what, Map<String, String> parameters, long largest) {

    String form() {
      return parameters.entrySet().stream()
          .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
          .collect(Collectors.joining("&"));
    }
  }

  Answer ask(String tenant, Query query) throws Silent {
    try {
      return sharing.ask(tenant, query);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Silent silent
          ? silent
          : new Silent(unanswered.because(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Silent("Mulkko does not wait for it any longer");
    }
  }

  private Answer send(Query query) throws Silent, InterruptedException {
    Instant sent = clock.instant();
    try {
      URI url = URI.create(server.address() + "/api/v1/" + query.what);
      Reply reply = connection.post(url, server.credentials(), query.form(), query.largest);
      return Answer.of(server, words, reply, sent);
    } catch (TimeoutException e) {
      throw new Silent(unanswered.late());
    } catch (Connection.TooLarge e) {
      throw new Silent(Unanswered.tooLarge(query.largest));
    } catch (IOException e) {
      throw new Silent(unanswered.because(e));
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
