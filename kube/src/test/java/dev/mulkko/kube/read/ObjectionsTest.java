package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ObjectionsTest {

  private static final List<String> SHOP =
      List.of(Shop.ROLLOUT, Shop.DEPLOYMENT, Shop.SERVICE, Shop.ROUTE);

  @Test
  void anOrdinaryShopMayBeAttached() {
    assertThat(objections(SHOP)).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/objections.txt", delimiter = '|', numLinesToSkip = 1)
  void whatStandsAgainstItIsSaidWithAWayOut(String part, String instead, String sentence) {
    List<String> changed = SHOP.stream().map(text -> text.replace(part, instead)).toList();
    assertThat(changed).isNotEqualTo(SHOP);
    assertThat(objections(changed)).containsExactly(sentence);
  }

  @Test
  void aPinnedServiceIsStillOne() {
    String pinned = "selector: {app: shop, pod-template-hash: old}, ports";
    assertThat(objections(replaced("selector: {app: shop}, ports", pinned))).isEmpty();
  }

  @Test
  void whatIsMissingIsNoObjection() {
    assertThat(objections(List.of(Shop.ROLLOUT))).isEmpty();
  }

  @Test
  void theOlderRolloutKeepsWhatTwoClaim() {
    assertThat(objections(with("2026-11-19T09:00:00Z", "blue")))
        .containsExactly(
            "Rollout blue has Deployment shop already: delete one of the two",
            "Rollout blue has Service shop already: give each Deployment a Service of its own");
    assertThat(objections(with("2026-11-21T09:00:00Z", "blue"))).isEmpty();
  }

  @Test
  void ofTwoThatAreEquallyOldTheNameDecides() {
    assertThat(objections(with("2026-11-20T09:00:00Z", "blue"))).hasSize(2);
    assertThat(objections(with("2026-11-20T09:00:00Z", "zoo"))).isEmpty();
  }

  @Test
  void aNeighbourWithThingsOfItsOwnIsNone() {
    String other =
        neighbour("2026-11-19T09:00:00Z", "blog")
            .replace("Deployment, name: shop", "Deployment, name: blog")
            .replace("service: shop", "service: blog");
    String broken = "{kind: Rollout, metadata: {name: a, creationTimestamp: 2026-11-19T09:00:00Z}}";
    assertThat(objections(Stream.concat(SHOP.stream(), Stream.of(other, broken)).toList()))
        .isEmpty();
  }

  private static List<String> with(String created, String name) {
    return Stream.concat(SHOP.stream(), Stream.of(neighbour(created, name))).toList();
  }

  private static String neighbour(String created, String name) {
    return Shop.ROLLOUT
        .replace("{name: shop, namespace", "{name: " + name + ", namespace")
        .replace("2026-11-20T09:00:00Z", created);
  }

  private static List<String> replaced(String part, String instead) {
    return SHOP.stream().map(text -> text.replace(part, instead)).toList();
  }

  private static List<String> objections(List<String> objects) {
    return Objections.of(Snapshots.of(objects.toArray(String[]::new)));
  }
}
