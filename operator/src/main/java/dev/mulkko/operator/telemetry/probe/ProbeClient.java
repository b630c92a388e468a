package dev.mulkko.operator.telemetry.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends one request on a connection of its own and reads the head of the answer, no byte of its
 * body: nothing is followed, kept or sent back.
 */
final class ProbeClient {

  /** Bytes of all heads of one answer. */
  static final int LARGEST = 16 * 1024;

  /** Letters of a value that are told apart. */
  private static final int VALUE = 24;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  private final Duration limit;

  /**
   * A client.
   *
   * @param limit from the first packet to the end of the head, however slowly it comes
   */
  ProbeClient(Duration limit) {
    this.limit = limit;
  }

  /** What an answer tells. */
  sealed interface Answer {

    /** The value of the header, whatever the status: how well it answers is for metrics. */
    record Told(String value) implements Answer {}

    /** No version; why, as the end of a sentence. */
    record Untold(String why) implements Answer {}
  }

  Answer ask(Target target) {
    String place =
        target.address().getAddress().getHostAddress() + ":" + target.address().getPort();
    try (Socket socket = new Socket()) {
      CompletableFuture<Void> cut = cutAfterLimit(socket);
      try {
        socket.connect(target.address(), (int) limit.toMillis());
        socket.setSoTimeout((int) limit.toMillis());
        Socket secure = target.name().isPresent() ? secured(socket, target) : socket;
        secure.getOutputStream().write(target.request().getBytes(US_ASCII));
        secure.getOutputStream().flush();
        return read(new BufferedInputStream(secure.getInputStream()), target.header());
      } finally {
        cut.cancel(false);
      }
    } catch (ConnectException e) {
      return new Answer.Untold(place + " refuses the connection");
    } catch (SSLException e) {
      return new Answer.Untold("TLS with %s failed: %s".formatted(place, e.getMessage()));
    } catch (IOException e) {
      return new Answer.Untold("no answer from %s within %d ms".formatted(place, limit.toMillis()));
    }
  }

  /** A time-out of reads starts anew at each byte. */
  private CompletableFuture<Void> cutAfterLimit(Socket socket) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.close();
          } catch (IOException e) {
            // It is closed all the same.
          }
        },
        CompletableFuture.delayedExecutor(limit.toMillis(), MILLISECONDS));
  }

  private static Socket secured(Socket socket, Target target) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure =
        (SSLSocket)
            factory.createSocket(
                socket, target.name().orElseThrow(), target.address().getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  private static Answer read(InputStream in, String header) throws IOException {
    int left = LARGEST;
    while (true) {
      String head = head(in, left);
      left -= head.length();
      Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
      if (!head.endsWith("\n\r\n") || !status.matches()) {
        return new Answer.Untold(
            "an answer is no HTTP/1.1, or its head is larger than %d kB".formatted(LARGEST / 1024));
      }
      // What only announces an answer is none.
      if (!status.group(1).startsWith("1")) {
        return value(head, header)
            .<Answer>map(Answer.Told::new)
            .orElseGet(
                () ->
                    new Answer.Untold(
                        "status %s came without header %s".formatted(status.group(1), header)));
      }
    }
  }

  private static String head(InputStream in, int most) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < most && !ended(head)) {
      int next = in.read();
      if (next == -1) {
        throw new IOException("the answer broke off");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static boolean ended(CharSequence head) {
    int length = head.length();
    return length >= 4
        && CharSequence.compare(head.subSequence(length - 4, length), "\r\n\r\n") == 0;
  }

  private static Optional<String> value(String head, String header) {
    String start = header.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .filter(value -> !value.isEmpty())
        .map(value -> printable(value.substring(0, Math.min(value.length(), VALUE))))
        .findFirst();
  }

  /** It goes into a status. */
  private static String printable(String value) {
    return value.replaceAll("[^ -~]", "?");
  }
}
