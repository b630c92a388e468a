package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many races, with clients of the revision that the Deployment has to own in the end. */
@Tag("cluster")
@Tag("slow")
final class RaceUnderLoadTest {

  private static final int SEEDS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @ParameterizedTest(name = "20 seeds from {0}")
  @ValueSource(longs = {1, 21, 41, 61, 81, 101})
  void scalingAndReleasingDuringASwapEndsRightInBothDirectionsWithoutALostRequest(long first) {
    try (Pair pair = Pair.open("races", Manifests.patient(Apps.SHOP, Pair.REPLICAS))) {
      Service service = create(pair);
      try (LoadRun load = LoadClient.start(load(pair, service))) {
        for (long seed = first; seed < first + SEEDS; seed++) {
          Random random = new Random(seed);
          race(pair, service, pair.stable, Pair.CANARY, Race.ofAny(random));
          race(pair, service, Pair.CANARY, pair.stable, Race.ofAny(random));
        }
        LoadStats all = load.stop().all();
        System.out.println(
            "figure: lost in %d swap races from seed %d = %d of %d"
                .formatted(2 * SEEDS, first, all.lost(), all.sent()));
        assertThat(all.lost()).as(all.toString()).isZero();
      }
    }
  }

  private static void race(Pair pair, Service service, String from, String to, Race race) {
    pair.level(from, to);
    pin(pair, service, to);
    Trial.Verdict verdict =
        Trial.of(
            pair,
            to,
            race.fewest(),
            () -> race.run(pair.apps, () -> pair.park(from), () -> pair.adopt(to)));
    assertThat(verdict.faults()).as(race + verdict.story()).isEmpty();
  }

  private static Service create(Pair pair) {
    Service service = Manifests.service(Apps.SHOP, pair.stable);
    return pair.lab.client().resource(service).inNamespace(pair.apps.namespace()).create();
  }

  /** As the product does it before a swap. */
  private static void pin(Pair pair, Service service, String revision) {
    pair.lab
        .client()
        .services()
        .inNamespace(pair.apps.namespace())
        .withName(service.getMetadata().getName())
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\":{\"selector\":{\"%s\":\"%s\"}}}".formatted(Names.HASH, revision));
    Set<String> pods = pair.pods().get(revision);
    Wait.until(
        LIMIT,
        "the Service has the pods of " + revision,
        () -> endpoints(pair, service).equals(pods));
  }

  /** UIDs of the pods behind a Service. */
  private static Set<String> endpoints(Pair pair, Service service) {
    return pair
        .lab
        .client()
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(pair.apps.namespace())
        .withLabel("kubernetes.io/service-name", service.getMetadata().getName())
        .list()
        .getItems()
        .stream()
        .map(EndpointSlice::getEndpoints)
        .flatMap(endpoints -> Stream.ofNullable(endpoints).flatMap(List::stream))
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .map(endpoint -> endpoint.getTargetRef().getUid())
        .collect(Collectors.toSet());
  }

  private static LoadOptions load(Pair pair, Service service) {
    URI address = URI.create("http://" + service.getSpec().getClusterIP());
    return LoadOptions.to(address, pair.lab.file(pair.apps.namespace() + ".csv"))
        .withDuration(Duration.ofMinutes(30))
        .withoutKeepAlive();
  }
}
