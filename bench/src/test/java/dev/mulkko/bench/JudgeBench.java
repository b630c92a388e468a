package dev.mulkko.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All benches of the judge. {@code CASE} names some of them, {@code RUNS} a part of the runs. */
public final class JudgeBench {

  private JudgeBench() {}

  public static void main(String... args) throws Exception {
    Map<String, Function<Bench, Map<String, Object>>> all = new LinkedHashMap<>();
    all.put("exact", Exact::run);
    for (Scenario scenario : Scenario.all()) {
      all.put(scenario.name(), bench -> RuleTable.run(bench, scenario));
    }
    all.put("promotion", Promotions::run);
    all.put("late", Promotions::late);
    all.put("cold", Promotions::cold);
    all.put("slowness", Slowness::run);
    all.put("pages", PageBench::run);
    all.put("cost", Cost::run);
    all.put("pictures", Pictures::run);
    List<String> cases = Arrays.asList(env("CASE", String.join(",", all.keySet())).split(","));
    Bench bench = new Bench(Double.parseDouble(env("RUNS", "1")));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bench", "judge");
    figures.put("seed", bench.seed());
    figures.put("part", bench.part());
    for (String name : cases) {
      Function<Bench, Map<String, Object>> one = all.get(name);
      if (one == null) {
        throw new IllegalArgumentException(
            "CASE is %s; there are %s".formatted(name, all.keySet()));
      }
      bench.say("== %s", name);
      long start = System.nanoTime();
      figures.put(name, one.apply(bench));
      bench.say("   took %d s", (System.nanoTime() - start) / 1_000_000_000);
    }
    bench.say("== anchors");
    JsonMapper mapper = new JsonMapper();
    Anchors anchors = Anchors.of(bench, mapper.valueToTree(figures));
    figures.put("anchors", anchors);
    System.out.println(mapper.writeValueAsString(figures));
    System.exit(anchors.missed().isEmpty() ? 0 : 1);
  }

  private static String env(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? otherwise : value;
  }
}
