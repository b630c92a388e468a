package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status says what nobody can see, and what stands for it. */
class UnverifiedTest {

  @Test
  void oneSentenceForEachThingThatNobodyTells() {
    assertThat(unverified("{kind: HTTPRoute, name: shop}, {kind: Ingress, name: shop}"))
        .containsExactly(
            "HTTPRoute: its status tells of the Gateway, not of each proxy; settles for 5s",
            "Ingress: no status tells of weights; settles for 5s");
  }

  @Test
  void kindsOfWhichTheSameIsNotKnownShareASentence() {
    assertThat(
            unverified(
                "{kind: TraefikService, name: a}, {kind: IngressRoute, name: b},"
                    + " {kind: TraefikService, name: c}"))
        .containsExactly("TraefikService, IngressRoute: no status; settles for 3s");
  }

  @Test
  void theServiceIsOneWhereClientsDialIt() {
    assertThat(unverified(""))
        .containsExactly("Service: no status tells that each node follows; settles for 2s");
  }

  @Test
  void nothingWeighsThoseWhoDialTheServiceBesideRoutes() {
    assertThat(unverified("{kind: HTTPRoute, name: shop}], directTraffic: Ratio, rules: ["))
        .containsExactly(
            "HTTPRoute: its status tells of the Gateway, not of each proxy; settles for 3s",
            "Service: who dials it gets the share of its ready pods, up to half, for new connections alone");
  }

  private static List<String> unverified(String routes) {
    String rollout = Shop.ROLLOUT.replaceAll("routes: \\[.*]", "routes: [" + routes + "]");
    return Moment.at(Moment.NOW, Yaml.object(Rollout.class, rollout), Shop.DEPLOYMENT)
        .report(Phase.Healthy, Memory.empty(), new Note(Reason.Healthy, "x"), "")
        .unverified();
  }
}
