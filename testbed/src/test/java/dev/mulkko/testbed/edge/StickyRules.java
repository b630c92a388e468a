package dev.mulkko.testbed.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Backends that set a cookie each, and rules before them that ask for it. */
final class StickyRules {

  /** One backend twice, with other cookies; a header goes before a cookie, by the order alone. */
  static final String RULES =
      """
      - matches: [{path: {value: /%1$s}}]
        backendRefs:
        - {name: %1$s-v1, port: 80, weight: 50, filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: Set-Cookie, value: lane=c.50; Path=/}]}}]}
        - {name: %1$s-v1, port: 80, weight: 30, filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: Set-Cookie, value: lane=c.100; Path=/}]}}]}
        - {name: %1$s-v2, port: 80, weight: 20, filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: Set-Cookie, value: lane=c.20; Path=/}]}}]}
      - matches: [{path: {value: /%1$s}, headers: [{name: x-canary, value: 'on'}]}]
        backendRefs: [{name: %1$s-v2, port: 80, weight: 1}]
      - matches: [{path: {value: /%1$s}, headers: [{type: RegularExpression, name: Cookie, value: '^(.*;\\s*)?lane=(c\\.([1-9]|1[0-9]|20))(;.*)?$'}]}]
        backendRefs: [{name: %1$s-v2, port: 80, weight: 1}]
      - matches: [{path: {value: /%1$s}, headers: [{type: RegularExpression, name: Cookie, value: '^(.*;\\s*)?lane=(c\\.(2[1-9]|[3-9][0-9]|100))(;.*)?$'}]}]
        backendRefs: [{name: %1$s-v1, port: 80, weight: 1}]
      """;

  private static final int CLIENTS = 200;
  private static final int ROUNDS = 5;

  private StickyRules() {}

  /** Each of the clients meets one version in all rounds, and its share of them meets v2. */
  static void assertClientsStay(TwoShops shops, URI target, int atLeast, int atMost) {
    await().atMost(TwoShops.LIMIT).untilAsserted(() -> shops.answeredByV2(target, 1));
    Map<Long, Set<String>> met = met(send(shops.http(target)));
    assertThat(met).hasSize(CLIENTS).allSatisfy((_, versions) -> assertThat(versions).hasSize(1));
    assertThat(met.values().stream().filter(Set.of("v2")::equals).count())
        .isBetween((long) atLeast, (long) atMost);
    LoadOptions with = shops.http(target);
    assertThat(shops.answeredByV2(with.withHeader("Cookie", "a=b; lane=c.20"), 50)).isEqualTo(50);
    assertThat(shops.answeredByV2(with.withHeader("Cookie", "lane=c.21; a=b"), 50)).isZero();
    LoadOptions asked = with.withHeader("Cookie", "lane=c.100").withHeader("x-canary", "on");
    assertThat(shops.answeredByV2(asked, 50)).isEqualTo(50);
  }

  private static LoadReport send(LoadOptions options) {
    LoadOptions jars =
        options.withJars(CLIENTS).withRate(CLIENTS).withDuration(Duration.ofSeconds(ROUNDS));
    try (LoadRun run = LoadClient.start(jars)) {
      return run.finish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<Long, Set<String>> met(LoadReport report) {
    Map<Long, Set<String>> met = new HashMap<>();
    report.forEach(
        record -> {
          String version =
              record.outcome() instanceof Outcome.Answered answered ? answered.version() : "lost";
          met.computeIfAbsent(record.sequence() % CLIENTS, _ -> new HashSet<>()).add(version);
        });
    return met;
  }
}
