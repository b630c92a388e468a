package dev.mulkko.kube.replay;

import static dev.mulkko.kube.replay.Replay.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import java.util.List;
import java.util.Map;

/** Weights as they are written. */
final class WeightReplays {

  static final List<Replay> ALL =
      List.of(
          new Replay(
              "FL#930",
              false,
              "a weight of 0 is left out, which means 1",
              "a weight of 0 is written",
              "0 is left out",
              in(
                  "route.WeightedEdit",
                  "ref.put(\"weight\", weight);",
                  "if (weight > 0) { ref.put(\"weight\", weight); } else { ref.remove(\"weight\"); }"),
              WeightReplays::zeroIsWritten),
          new Replay(
              "GW#225",
              false,
              "the weight of stable is wrong",
              "stable has what the canary has not",
              "stable gets what the canary gets",
              in("route.Part", "100 - split.canaryPercent()", "split.canaryPercent()"),
              WeightReplays::stableHasTheRest),
          new Replay(
              "AR#3141",
              false,
              "the weights are 0 in total",
              "while both versions are named with 0, the Service has 100",
              "the Service gets nothing",
              in("route.WeightedEdit", "Part.ofService(100)", "Part.ofService(0)"),
              WeightReplays::somebodyHasAll),
          new Replay(
              "AR#3474",
              false,
              "a weight overflows an int",
              "a weight of which no hundredth can be given away is objected to",
              "no weight is too large",
              in("route.WeightedObjections", "MOST = 10_000", "MOST = Integer.MAX_VALUE"),
              WeightReplays::noWeightOverflows),
          new Replay(
              "GW#203",
              false,
              "backends that are not managed are stripped",
              "others of the same rule stay, with their share",
              "others are left out",
              in(
                  "route.WeightedEdit",
                  "refs.add(weighing(ref, 100 * WeightedRoute.weight(ref)));",
                  ""),
              WeightReplays::othersStay));

  private WeightReplays() {}

  private static void zeroIsWritten() {
    assertThat(new Journey(Shop.ROUTE).split(0).weights(0))
        .isEqualTo(Map.of("shop", 0, "shop-old", 100, "shop-new", 0));
  }

  private static void stableHasTheRest() {
    Journey route = new Journey(Shop.ROUTE);
    for (int percent : new int[] {5, 20, 100, 0}) {
      assertThat(route.split(percent).weights(0))
          .isEqualTo(Map.of("shop", 0, "shop-old", 100 - percent, "shop-new", percent));
    }
  }

  private static void somebodyHasAll() {
    assertThat(new Journey(Shop.ROUTE).named().weights(0))
        .isEqualTo(Map.of("shop", 100, "shop-old", 0, "shop-new", 0));
  }

  private static void noWeightOverflows() {
    String beside =
        Shop.ROUTE.replace("port: 80, weight: 1}]", "port: 80, weight: 30000000}, {name: news}]");
    assertThat(new Journey(beside).objections())
        .singleElement()
        .asString()
        .contains("a weight above 10000 in spec.rules[0]");
  }

  private static void othersStay() {
    String beside =
        Shop.ROUTE.replaceFirst("name: shop, port: 80, weight: 1}]", "name: shop}, {name: news}]");
    assertThat(new Journey(beside).split(20).weights(0))
        .isEqualTo(Map.of("shop", 0, "shop-old", 80, "shop-new", 20, "news", 100));
  }
}
