package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.operator.telemetry.Teller.Heard;
import dev.mulkko.operator.telemetry.server.Credentials;
import dev.mulkko.operator.telemetry.server.Credentials.Basic;
import dev.mulkko.operator.telemetry.server.Credentials.Bearer;
import dev.mulkko.operator.telemetry.server.Credentials.ClientCertificate;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A hostile server sends back what it was sent, wherever it can. */
class SecretsTest {

  private static final String TOKEN = "canary-token-4711";
  private static final String PASSWORD = "canary password é";
  private static final Credentials BEARER = new Bearer(TOKEN);
  private static final Credentials BASIC = new Basic("kim", PASSWORD);
  private static final Credentials NUMBER = new Bearer("20301122");

  /** What each sends, and what tells of it. */
  private static final Map<Credentials, List<String>> SECRETS =
      Map.of(
          BEARER,
          List.of(TOKEN, "Bearer " + TOKEN),
          BASIC,
          List.of(PASSWORD, base64(PASSWORD), base64("kim:" + PASSWORD)),
          NUMBER,
          List.of("20301122"));

  private @Nullable Level level;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger logger = (Logger) LoggerFactory.getLogger("mulkko");

  @BeforeEach
  void listen() {
    log.start();
    level = logger.getLevel();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(log);
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    root.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(level);
  }

  private static Stream<Arguments> echoes() {
    return SECRETS.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().stream()
                    .flatMap(
                        secret ->
                            answers(secret)
                                .map(answer -> Arguments.of(each.getKey(), secret, answer))));
  }

  /** Whole answers, as bytes. */
  private static Stream<String> answers(String secret) {
    String spaced = secret.charAt(0) + " \\n\\t" + secret.substring(1);
    return Stream.of(
        error(400, "bad_data", secret),
        error(400, "bad_data", "you sent " + secret + ", who are you?"),
        error(400, "bad_data", "x".repeat(195) + secret),
        error(400, "bad_data", secret.toUpperCase(Locale.ROOT)),
        error(400, "bad_data", spaced),
        error(400, "bad_data", escaped(secret)),
        error(422, "execution", secret),
        error(500, "internal", secret),
        error(503, secret, secret),
        error(200, secret, secret),
        head("401 " + secret, "WWW-Authenticate: " + secret, secret),
        head("404 " + secret, "X-Echo: " + secret, secret),
        head("302 Found", "Location: http://" + secret, secret),
        head("429 Slow", "Retry-After: " + secret, ""),
        head("200 OK", secret, ""),
        head("200 OK", "Content-Type: " + secret, "{\"status\":\"" + secret + "\"}"),
        head("200 OK", "Content-Encoding: " + secret, "<html>" + secret),
        head("200 OK", "Transfer-Encoding: chunked", secret),
        head("200 OK", "Content-Length: " + secret, secret),
        "HTTP/1.1 " + secret + "\r\n\r\n",
        secret + "\r\n\r\n",
        head("200 OK", "A: b", matrix(secret)),
        head(
            "200 OK",
            "A: b",
            "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[]}}"
                .formatted(secret)),
        head(
            "200 OK",
            "A: b",
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"%s\"]}}"
                .formatted(secret)));
  }

  private static String matrix(String secret) {
    return """
        {"status":"success","data":{"resultType":"matrix","result":[
         {"metric":{"__name__":"http_requests_total","pod":"%s","code":"%s","le":"%s"},
          "values":[[1,"1"],[2,"2"]]}]}}"""
        .formatted(secret, secret, secret);
  }

  private static String error(int status, String type, String words) {
    return head(
        status + " Oh",
        "Content-Type: application/json",
        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}".formatted(type, words));
  }

  private static String head(String status, String header, String body) {
    return "HTTP/1.1 %s\r\n%s\r\nConnection: close\r\n\r\n%s".formatted(status, header, body);
  }

  private static String escaped(String secret) {
    StringBuilder text = new StringBuilder();
    secret.chars().forEach(letter -> text.append("\\u%04x".formatted(letter)));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void whateverComesBackNoSecretIsInAnyWordOfOurs(
      Credentials credentials, String secret, String answer) throws Exception {
    try (Echo server = Echo.of(answer);
        PrometheusApi api = Apis.of(server.described(credentials), Clock.systemUTC())) {
      Reading reading = api.forTenant("shop").value("up");
      Heard pods = PrometheusCounters.ofPods(api, "shop/web", "shop").hear(Looked.ASKED);
      Heard gateway =
          PrometheusCounters.ofGateway(api, "shop/web", "shop", Source.Traefik).hear(Looked.ASKED);
      List<String> words = new ArrayList<>(List.of(reading.toString()));
      words.addAll(List.of(pods.from(), pods.due().toString()));
      words.addAll(List.of(gateway.from(), gateway.due().toString()));
      assertThat(PrometheusCounters.ofPods(api, "shop/web", "shop").past(Looked.ASKED)).isEmpty();
      log.list.forEach(event -> words.add(event.getFormattedMessage()));
      assertThat(server.heard()).contains("Authorization: ");
      assertThat(log.list).isNotEmpty();
      assertThat(words).noneMatch(each -> plain(each).contains(plain(secret)));
    }
  }

  @Test
  void noTextOfARecordHoldsASecret() {
    for (Credentials each :
        List.of(BEARER, BASIC, new ClientCertificate("certificate", "canary-key-4711"))) {
      MetricServer server =
          MetricServer.ofProvider(
              "main", URI.create("https://a.example"), each, Optional.empty(), Limits.USUAL);
      assertThat(each.secrets()).isNotEmpty();
      assertThat(server.toString()).contains("***").doesNotContain("canary");
    }
  }

  /** It would write the headers that it sends. */
  @Test
  void whateverIsLoggedElseTheLibraryStaysQuiet() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(SecretsTest.class.getResource("/logback.xml"));
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.TRACE);
    assertThat(context.getLogger("org.apache.hc.client5.http.headers").isErrorEnabled()).isFalse();
    assertThat(context.getLogger("org.apache.hc.client5.http.wire").isErrorEnabled()).isFalse();
    context.stop();
  }

  @Test
  void whatDoesNotHoldTheSecretIsSaid() throws Exception {
    try (Echo server = Echo.of(error(400, "bad_data", "unknown function canary()"));
        PrometheusApi api = Apis.of(server.described(BEARER), Clock.systemUTC())) {
      assertThat(api.value("up")).isEqualTo(new Reading.Broken("unknown function canary()"));
    }
  }

  @Test
  void aServerThatLetsNobodyInSaysWhatItWasSent() throws Exception {
    try (Echo server = Echo.of(head("401 No", "A: b", ""));
        PrometheusApi api = Apis.of(server.described(BASIC), Clock.systemUTC())) {
      assertThat(api.value("up"))
          .isEqualTo(
              new Reading.NoAnswer(
                  "Prometheus answers 401: let Mulkko in, which sends a user name and a password"));
      assertThat(server.heard()).contains("Authorization: Basic a2ltOmNhbmFyeSBwYXNzd29yZCDDqQ==");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "").toLowerCase(Locale.ROOT);
  }
}
