package dev.mulkko.operator.telemetry.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Connections to one server. It is not followed elsewhere, and no more than is needed is read. */
public final class Connection implements AutoCloseable {

  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(3);

  /** Of its head; what is longer is no answer to a query. */
  private static final Http1Config HEAD =
      Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(200).build();

  private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

  private final CloseableHttpClient client;
  private final Duration limit;

  /** Threads of their own: some systems let no other run while they resolve a name. */
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("metrics ", 0).factory());

  private Connection(MetricServer server, Reach reach, Resolver resolver, Duration connect) {
    this.limit = server.limits().timeout();
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(server, new CheckedNames(reach, resolver), connect))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(limit))
                    .setConnectionRequestTimeout(Timeout.of(limit))
                    .setProtocolUpgradeEnabled(false)
                    .setAuthenticationEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("mulkko-operator")
            .build();
  }

  /**
   * Connections that are made when they are needed.
   *
   * @throws IllegalArgumentException when its certificates cannot be used, with what is wrong
   */
  public static Connection to(MetricServer server, Reach reach) {
    return to(server, reach, InetAddress::getAllByName);
  }

  static Connection to(MetricServer server, Reach reach, Resolver resolver) {
    return new Connection(server, reach, resolver, CONNECTS_WITHIN);
  }

  private static HttpClientConnectionManager connections(
      MetricServer server, CheckedNames names, Duration connect) {
    int most = server.limits().atOnce();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(names)
        .setTlsSocketStrategy(Tls.of(server))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(HEAD).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setMaxConnPerRoute(most)
        .setMaxConnTotal(most)
        .build();
  }

  /** A whole answer. */
  public record Reply(int status, Optional<String> retryAfter, String body) {}

  /** It has more bytes than are read. */
  public static final class TooLarge extends IOException {
    @Serial private static final long serialVersionUID = 1L;
  }

  /**
   * Sends a form and reads what is answered.
   *
   * @param largest bytes of the body
   * @throws TimeoutException when the last byte did not come in time
   */
  public Reply post(URI url, Credentials credentials, String form, long largest)
      throws IOException, TimeoutException, InterruptedException {
    HttpPost request = new HttpPost(url);
    request.setHeader("Accept", "application/json");
    credentials.authorization().ifPresent(value -> request.setHeader("Authorization", value));
    request.setEntity(new ByteArrayEntity(form.getBytes(US_ASCII), FORM));
    Future<Reply> reply =
        submit(() -> client.execute(request, answer -> read(answer, largest, request)));
    try {
      return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      // Time-outs of the library begin anew at each byte; this ends it whatever it waits for.
      request.cancel();
    }
  }

  private Future<Reply> submit(Callable<Reply> task) throws IOException {
    try {
      return threads.submit(task);
    } catch (RejectedExecutionException e) {
      throw new IOException("the address or its credentials were changed meanwhile", e);
    }
  }

  private static Reply read(ClassicHttpResponse answer, long largest, HttpPost request)
      throws IOException {
    Header retryAfter = answer.getFirstHeader("Retry-After");
    return new Reply(
        answer.getCode(),
        Optional.ofNullable(retryAfter).map(Header::getValue),
        answer.getEntity() == null ? "" : text(answer.getEntity().getContent(), largest, request));
  }

  private static String text(InputStream body, long largest, HttpPost request) throws IOException {
    byte[] bytes = body.readNBytes((int) largest + 1);
    if (bytes.length > largest) {
      // Else the library reads the rest, which may have no end.
      request.cancel();
      throw new TooLarge();
    }
    return new String(bytes, UTF_8);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      // Nothing is asked any more.
    }
  }
}
