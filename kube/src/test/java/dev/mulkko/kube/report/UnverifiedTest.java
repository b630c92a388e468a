package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Probed;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Answers;
import dev.mulkko.engine.model.Progress.Verified;
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

  private static final String PROBED =
      "{kind: HTTPRoute, name: shop}], probe: {url: 'http://gateway.example', revisionHeader: x-version}, besides: [";

  private static final Progress BEGUN = Progress.begin("new", Moment.NOW, null);

  @Test
  void aProbeThatCanTellSaysNothing() {
    Progress learned = BEGUN.answering(new Answers("x-version", List.of("v1"), null));
    assertThat(ofProbe(learned)).isEmpty();
    assertThat(ofProbe(learned.verified(probed(Probed.Outcome.Agrees)))).isEmpty();
    assertThat(ofProbe(learned.verified(probed(Probed.Outcome.Off)))).isEmpty();
  }

  @Test
  void whatAProbeCouldNotTellIsSaid() {
    Progress learned = BEGUN.answering(new Answers("x-version", List.of("v1"), null));
    assertThat(ofProbe(learned.verified(probed(Probed.Outcome.GaveUp))))
        .containsExactly("probe: nobody answers");
    assertThat(ofProbe(BEGUN.answering(new Answers("x-version", List.of(), "both say v1"))))
        .containsExactly("probe: both say v1");
  }

  @Test
  void aProbeThatCameTooLateSaysSo() {
    Progress underWay = BEGUN.at(BEGUN.step().clockStarted(Moment.NOW, 5));
    assertThat(ofProbe(BEGUN)).isEmpty();
    assertThat(ofProbe(underWay)).singleElement().asString().contains("next time");
    assertThat(ofProbe(underWay.answering(new Answers("x-other", List.of("v1"), null))))
        .singleElement()
        .asString()
        .contains("next time");
  }

  @Test
  void aSentenceStaysShort() {
    String why = "x".repeat(500);
    assertThat(ofProbe(BEGUN.answering(new Answers("x-version", List.of(), why))))
        .singleElement()
        .asString()
        .hasSizeLessThanOrEqualTo(100);
  }

  private static Verified probed(Probed.Outcome outcome) {
    return new Verified(
        "weight 20", Moment.NOW, new Probed(outcome, Moment.NOW, 3, "nobody answers"));
  }

  private static List<String> ofProbe(Progress progress) {
    return unverified(PROBED, Memory.empty().started(progress, 1)).stream()
        .filter(sentence -> sentence.startsWith("probe"))
        .toList();
  }

  private static List<String> unverified(String routes) {
    return unverified(routes, Memory.empty());
  }

  private static List<String> unverified(String routes, Memory memory) {
    String rollout = Shop.ROLLOUT.replaceAll("routes: \\[.*]", "routes: [" + routes + "]");
    return Moment.at(Moment.NOW, Yaml.object(Rollout.class, rollout), Shop.DEPLOYMENT)
        .report(Phase.Healthy, memory, new Note(Reason.Healthy, "x"), "")
        .unverified();
  }
}
