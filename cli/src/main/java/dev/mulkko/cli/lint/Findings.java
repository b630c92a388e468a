package dev.mulkko.cli.lint;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.advice.Advice;
import dev.mulkko.kube.advice.ComparisonAdvice;
import dev.mulkko.kube.advice.MetricAdvice;
import dev.mulkko.kube.advice.VersionAdvice;
import dev.mulkko.kube.read.ProviderReader;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that can be said of files without a server.
 *
 * @param checked how many objects of ours were looked at
 * @param problems what would be refused
 * @param advice what would make rollouts safer
 */
public record Findings(int checked, List<Problem> problems, List<Problem> advice) {

  private static final Comparator<Problem> IN_ORDER =
      Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

  public Findings {
    problems = problems.stream().distinct().sorted(IN_ORDER).toList();
    advice = advice.stream().distinct().sorted(IN_ORDER).toList();
  }

  /**
   * Looks at everything.
   *
   * @param files text by name
   */
  public static Findings of(Map<String, String> files) {
    List<ManifestFile> read =
        files.entrySet().stream().map(e -> ManifestFile.of(e.getKey(), e.getValue())).toList();
    List<Manifest> all = read.stream().flatMap(file -> file.manifests().stream()).toList();
    List<Problem> problems =
        new ArrayList<>(read.stream().flatMap(file -> file.problems().stream()).toList());
    List<Problem> advice = new ArrayList<>();
    Together together = Together.of(all);
    int checked = 0;
    for (int i = 0; i < all.size(); i++) {
      Manifest manifest = all.get(i);
      List<Crd> ours = Crd.ALL.stream().filter(crd -> crd.describes(manifest)).toList();
      checked += ours.size();
      List<String> faults = ours.stream().flatMap(crd -> crd.faults(manifest).stream()).toList();
      faults.forEach(fault -> problems.add(manifest.problem(fault)));
      if (!ours.isEmpty() && all.subList(0, i).stream().anyMatch(manifest::repeats)) {
        problems.add(manifest.problem("written twice: the second would change the first"));
      }
      if (faults.isEmpty() && !ours.isEmpty()) {
        together.rollouts(manifest).forEach(r -> look(manifest, r, together, problems, advice));
        together
            .providers(manifest)
            .flatMap(provider -> ProviderReader.faults(provider).stream())
            .forEach(fault -> problems.add(manifest.problem(fault)));
      }
    }
    return new Findings(checked, problems, advice);
  }

  private static void look(
      Manifest manifest,
      Rollout rollout,
      Together together,
      List<Problem> problems,
      List<Problem> advice) {
    Snapshot seen = together.around(rollout);
    try {
      Spec spec = SpecReader.read(rollout, Providers.of(seen.providers()));
      Reader.read(seen, Instant.EPOCH, false, List.of())
          .objections()
          .forEach(objection -> problems.add(manifest.problem(objection)));
      Stream.ofNullable(seen.deployment())
          .flatMap(deployment -> VersionAdvice.refusal(deployment, spec).stream())
          .forEach(sentence -> problems.add(manifest.problem(sentence)));
      ComparisonAdvice.of(rollout, spec)
          .forEach(sentence -> advice.add(manifest.problem(sentence)));
      Stream.ofNullable(seen.deployment())
          .flatMap(
              deployment ->
                  Advice.of(
                      deployment,
                      spec,
                      Stream.of(
                              MetricAdvice.of(deployment, spec),
                              Advice.around(
                                  deployment, together.surroundings(manifest.namespace())))
                          .flatMap(List::stream)
                          .toList())
                      .stream())
          .forEach(sentence -> advice.add(manifest.problem(sentence)));
    } catch (InvalidSpec invalid) {
      problems.add(manifest.problem(String.valueOf(invalid.getMessage())));
    }
  }

  /** A line for each, and what it comes to. */
  public String text() {
    Stream<String> lines =
        Stream.of(
                problems.stream().map(Problem::text),
                advice.stream().map(one -> one.text() + " (advice)"),
                Stream.of(sum()))
            .flatMap(part -> part);
    return String.join("\n", lines.toList());
  }

  private String sum() {
    return "%d %s checked, %d %s"
        .formatted(
            checked,
            checked == 1 ? "object" : "objects",
            problems.size(),
            problems.size() == 1 ? "problem" : "problems");
  }
}
