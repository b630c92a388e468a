package dev.mulkko.e2e.docs;

import static dev.mulkko.e2e.docs.SamplesTest.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each lock of the samples holds a release, and lets it go. Their dates become those of today. */
@Tag("cluster")
final class LockSamplesTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  /** Of one namespace, as tests beside this one have releases too. */
  @Test
  void theFreezeHoldsWhatIsNewUntilItsEnd() {
    try (Scene scene = new Scene("shop")) {
      Played shop = scene.shop(0);
      HasMetadata freeze =
          scene.lock(
              "freeze",
              text ->
                  text.replace("name: year-end", "name: " + shop.namespace())
                      .replaceFirst("until: .*", "until: \"%s\"".formatted(in(Duration.ofDays(1))))
                      .concat("  namespaces: [%s]\n".formatted(shop.namespace())));
      shop.release(NEXT);
      scene.await("it is held", () -> !shop.locked().isEmpty());
      assertThat(shop.locked())
          .contains("ClusterDeployLock " + shop.namespace())
          .contains("year-end freeze, questions to #platform");
      assertThat(scene.pods()).as("pods of both versions").isEqualTo(Played.REPLICAS);

      scene.end(freeze, in(Duration.ofMinutes(-1)));
      scene.await("it goes on", shop::hasEnded);
    }
  }

  /** As if it were Friday afternoon, whatever day it is. */
  @Test
  void onWeekendsAllIsMadeButTheLastStep() {
    LocalDateTime opened = LocalDateTime.now(SEOUL).minusMinutes(1);
    String day = opened.getDayOfWeek().name().substring(0, 2);
    try (Scene scene = new Scene("shop")) {
      Played shop = scene.shop(0);
      HasMetadata weekend =
          scene.lock(
              "weekend",
              text ->
                  text.replace("2027-01-01T15:00", CLOCK.format(opened))
                      .replace("BYDAY=FR", "BYDAY=" + day.toUpperCase(Locale.ROOT)));
      shop.release(NEXT);
      scene.await("it is held", () -> !shop.locked().isEmpty());
      scene.await("it has half of the traffic", () -> "50%".equals(shop.status().weight()));
      assertThat(shop.locked()).contains("DeployLock weekend", "nobody is in the office");

      scene.delete(weekend);
      scene.await("it goes on", shop::hasEnded);
    }
  }

  @Test
  void ofATeamOneGoesOnAtATime() {
    try (Scene scene = new Scene("shop", "cart")) {
      var _ = scene.lock("one-at-a-time", text -> text);
      scene.shops.forEach(shop -> shop.release(NEXT));
      List<String> held = new ArrayList<>();
      scene.await(
          "both have come to their end",
          () -> {
            List<String> going = scene.going();
            assertThat(going).hasSizeLessThanOrEqualTo(1);
            scene.shops.stream().map(Played::locked).filter(by -> !by.isEmpty()).forEach(held::add);
            return scene.shops.stream().allMatch(Played::hasEnded);
          });
      assertThat(held)
          .isNotEmpty()
          .allSatisfy(by -> assertThat(by).contains("DeployLock one-at-a-time"));
    }
  }

  private static String in(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Apps of team pay in a namespace of theirs, behind plain Services, and an operator. */
  private static final class Scene implements AutoCloseable {

    private final Lab lab = SharedLab.lab();
    private final String namespace = lab.cluster().newNamespace("locks");
    private final List<Played> shops;
    private final OperatorProcess operator;

    Scene(String... names) {
      shops =
          List.of(names).stream()
              .map(name -> new Played(lab, Sample.PLAIN_SERVICE, namespace, name))
              .toList();
      operator = OperatorProcess.in(namespace, lab, Map.of());
      try {
        shops.forEach(Played::open);
        operator.awaitReady();
        await("the apps are open", () -> shops.stream().allMatch(Played::isOpen));
        shops.forEach(shop -> shop.attach(LockSamplesTest::ofTeamPay));
        await("they are attached", () -> shops.stream().allMatch(Played::isAttached));
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }

    Played shop(int which) {
      return shops.get(which);
    }

    HasMetadata lock(String which, UnaryOperator<String> change) {
      String path = "samples/deploy-lock/%s.yaml".formatted(which);
      return shops.getFirst().add(path, change).getFirst();
    }

    /** Its end is now in the past. */
    void end(HasMetadata lock, String until) {
      lab.client()
          .resource(lock)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\": {\"until\": \"%s\"}}".formatted(until));
    }

    void delete(HasMetadata lock) {
      lab.client().resource(lock).delete();
    }

    int pods() {
      return lab.client().pods().inNamespace(namespace).list().getItems().size();
    }

    /** Those whose new version has traffic, which is not theirs alone yet. */
    List<String> going() {
      return shops.stream()
          .filter(shop -> hasTraffic(shop.status()))
          .map(shop -> shop.attached().name())
          .toList();
    }

    private static boolean hasTraffic(RolloutStatus status) {
      return status.rollout() != null && status.weight() != null && !status.weight().equals("0%");
    }

    void await(String what, Callable<Boolean> condition) {
      try {
        Wait.until(LIMIT, what, condition);
      } catch (ConditionTimeoutException e) {
        throw new AssertionError(
            "%s%n%s%n%s"
                .formatted(
                    e.getMessage(),
                    shops.stream().map(Played::story).toList(),
                    operator.lastLines(60)),
            e);
      }
    }

    @Override
    public void close() {
      operator.close();
      shops.forEach(Played::close);
    }
  }

  private static String ofTeamPay(String rollout) {
    return rollout.replaceFirst("(?m)^metadata:\n", "metadata:\n  labels: {team: pay}\n");
  }
}
