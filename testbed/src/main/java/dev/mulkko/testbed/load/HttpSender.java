package dev.mulkko.testbed.load;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import dev.mulkko.testbed.load.Outcome.Answered;
import dev.mulkko.testbed.load.Outcome.Lost;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Sends a POST with a body, which no proxy may send again. */
final class HttpSender implements Sender {

  private final InetSocketAddress address;
  private final HttpMessage template;
  private final ConnectionPool pool;
  private final Jars jars;

  HttpSender(LoadOptions options) {
    address = options.address();
    var fields = new LinkedHashMap<String, String>();
    fields.put("Host", options.hostField());
    fields.put("User-Agent", "mulkko-load");
    fields.put("Content-Type", "text/plain");
    fields.putAll(options.headers());
    if (options.connections() == 0) {
      fields.put("Connection", "close");
    }
    template = new HttpMessage("POST " + options.path() + " HTTP/1.1", fields, "one of each\n");
    pool = new ConnectionPool(options.connections());
    jars = new Jars(options.jars());
  }

  @Override
  public Outcome send(long sequence, String id, long deadline) {
    HttpConnection idle = pool.take();
    HttpConnection connection = idle;
    try {
      if (connection == null) {
        connection = HttpConnection.to(address, Duration.ofNanos(deadline - System.nanoTime()));
      }
      connection.deadline(deadline);
      connection.write(jars.with(template.with("X-Request-Id", id), sequence));
      HttpMessage answer = connection.readAnswer();
      if (answer == null) {
        pool.discard(connection);
        return idle == null
            ? new Lost(LossReason.CLOSED, "before an answer")
            : new Lost(LossReason.CLOSED_ON_REUSE, "before an answer");
      }
      jars.keep(answer, sequence);
      Outcome outcome = outcome(answer, id);
      if (answer.keepsAlive() && template.keepsAlive()) {
        pool.giveBack(connection);
      } else {
        pool.discard(connection);
      }
      return outcome;
    } catch (IOException | NumberFormatException e) {
      pool.discard(connection);
      return new Lost(reason(e, connection == null, idle != null), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    pool.closeIdle();
  }

  private static Outcome outcome(HttpMessage answer, String id) {
    String version = answer.field("x-version");
    int status = answer.status();
    if (version == null) {
      return new Lost(LossReason.NO_VERSION, "status " + status);
    }
    String answered = answer.field("x-request-id");
    return answered == null || answered.equals(id)
        ? new Answered(status, version)
        : new Lost(LossReason.MIXED_UP, "answer to " + answered);
  }

  private static LossReason reason(@Nullable Exception e, boolean connecting, boolean reused) {
    return switch (e) {
      case SocketTimeoutException timeout -> LossReason.TIME_OUT;
      case ConnectException refused -> LossReason.REFUSED;
      case ProtocolException malformed -> LossReason.MALFORMED;
      case NumberFormatException malformed -> LossReason.MALFORMED;
      case EOFException closed -> LossReason.CLOSED;
      case null, default -> {
        if (connecting) {
          yield LossReason.UNREACHABLE;
        }
        yield reused ? LossReason.RESET_ON_REUSE : LossReason.RESET;
      }
    };
  }
}
