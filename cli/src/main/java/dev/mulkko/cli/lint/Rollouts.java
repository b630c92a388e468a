package dev.mulkko.cli.lint;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** Rollouts of a file. */
public final class Rollouts {

  private Rollouts() {}

  /** The one that a text has, without a fault. */
  public static Rollout only(String file, String text) {
    ManifestFile read = ManifestFile.of(file, text);
    List<Manifest> found =
        read.manifests().stream().filter(manifest -> manifest.kind().equals("Rollout")).toList();
    List<String> faults =
        Stream.concat(
                read.problems().stream().map(Problem::text),
                found.stream()
                    .flatMap(
                        one ->
                            Crd.ALL.stream()
                                .filter(crd -> crd.describes(one))
                                .flatMap(crd -> crd.faults(one).stream())))
            .toList();
    if (!faults.isEmpty()) {
      throw new Failure(Outcome.NO, String.join("; ", faults));
    }
    if (found.size() != 1) {
      throw new Failure(
          Outcome.USAGE, "%s has %d Rollouts: name a file with one".formatted(file, found.size()));
    }
    return Together.of(found).rollouts(found.getFirst()).findFirst().orElseThrow();
  }
}
